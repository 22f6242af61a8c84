package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment's course is complete: every required lesson of the published course is (docs/design.md, section 3). Key: the
 * enrollment id. There is at most one for each enrollment, for ever.
 *
 * @param completedAt when: the time of the latest of the lesson completions that the enrollment had by then, or the
 *     time of the catalog's change where that is what completed it
 * @param catalogVersion the version of the outline that was complete
 * @param requiredLessons how many lessons that outline requires
 * @param sequence the enrollment's accepted changes so far
 */
public record CourseCompletion(
        String enrollmentId,
        String courseId,
        @Nullable String learnerId,
        Instant completedAt,
        long catalogVersion,
        int requiredLessons,
        long sequence,
        Origin origin) {

    public CourseCompletion {
        requireField("enrollmentId", enrollmentId);
        requireField("courseId", courseId);
        requireField("completedAt", completedAt);
        requireField("origin", origin);
    }
}
