package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.schema.StoredOffset;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one enrollment.
 *
 * @param lessons accepted results, in the order in which they were accepted
 * @param course its completion, where the course is complete
 * @param stored how far the results of its partition have been stored, where anything has
 */
record EnrollmentProgress(
        List<CompletionResult> lessons,
        @Nullable CourseCompletion course,
        @Nullable StoredOffset stored) {

    /** The enrollment's learner, where any row names one. */
    @Nullable
    String learnerId() {
        if (course != null && course.learnerId() != null) {
            return course.learnerId();
        }
        return lessons.stream()
                .map(CompletionResult::learnerId)
                .filter(learner -> learner != null)
                .findFirst()
                .orElse(null);
    }
}
