package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.schema.StoredOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one enrollment.
 *
 * @param lessons accepted results, in the order in which they were accepted
 * @param attempt the attempt that is under way, counted from 1
 * @param course how it stands with its completion, where it was ever complete
 * @param stored how far the results of its partition have been stored, where anything has
 */
record EnrollmentProgress(
        List<CompletionResult> lessons,
        int attempt,
        @Nullable CourseStatus course,
        @Nullable StoredOffset stored) {

    /** The enrollment's learner, where any row names one. */
    @Nullable
    String learnerId() {
        if (course != null && course.completion().learnerId() != null) {
            return course.completion().learnerId();
        }
        return lessons.stream()
                .map(CompletionResult::learnerId)
                .filter(learner -> learner != null)
                .findFirst()
                .orElse(null);
    }
}
