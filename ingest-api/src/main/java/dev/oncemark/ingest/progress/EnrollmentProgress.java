package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Origin;
import java.time.Instant;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * What is stored of one enrollment.
 *
 * @param lessons accepted results, in the order in which they were accepted
 * @param course its completion, where the course is complete
 * @param applied how far the results have been stored, where anything has
 */
record EnrollmentProgress(
        List<CompletionResult> lessons,
        @Nullable CompletedCourse course,
        @Nullable Applied applied) {

    /** A row of {@code course_completion}. */
    record CompletedCourse(
            String courseId,
            @Nullable String learnerId,
            Instant completedAt,
            long catalogVersion,
            int requiredLessons,
            long sequence,
            Origin origin) {}

    /** A row of {@code sink_offset}: {@code next} is the first offset of the partition that is not stored yet. */
    record Applied(int partition, long next, Instant storedAt) {}

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
