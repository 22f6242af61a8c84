package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * An enrollment's course is complete: every required lesson of the published course is (docs/design.md, section 3). Key: the
 * enrollment id. There is at most one for each enrollment and {@code completion}; a second comes only after a
 * {@link CourseChange} said that the first ended, or that another attempt began.
 *
 * @param completedAt when the last of the lessons was completed that the course required then; never after
 *     {@code decidedAt}
 * @param catalogVersion the version of the outline that was complete
 * @param requiredLessons how many lessons that outline requires
 * @param sequence the enrollment's accepted changes so far
 * @param decidedAt when this was decided; null in records of version 0.1.0, whose {@code completedAt} is the latest time of
 *     any completion or that of the catalog's change, and in what is read from PostgreSQL
 * @param attempt the attempt in which it was completed, counted from 1; absent where it is the first
 * @param completion its number among the completions of this enrollment, counted from 1; absent where it is the first
 */
public record CourseCompletion(
        String enrollmentId,
        String courseId,
        @Nullable String learnerId,
        Instant completedAt,
        long catalogVersion,
        int requiredLessons,
        long sequence,
        Origin origin,
        @Nullable Instant decidedAt,
        @Nullable Integer attempt,
        @Nullable Integer completion) {

    public CourseCompletion {
        requireField("enrollmentId", enrollmentId);
        requireField("courseId", courseId);
        requireField("completedAt", completedAt);
        requireField("origin", origin);
        attempt = CompletionResult.orAbsent(attempt);
        completion = CompletionResult.orAbsent(completion);
    }

    /** The first completion of an enrollment, in its first attempt. */
    public CourseCompletion(
            String enrollmentId,
            String courseId,
            @Nullable String learnerId,
            Instant completedAt,
            long catalogVersion,
            int requiredLessons,
            long sequence,
            Origin origin,
            @Nullable Instant decidedAt) {
        this(
                enrollmentId,
                courseId,
                learnerId,
                completedAt,
                catalogVersion,
                requiredLessons,
                sequence,
                origin,
                decidedAt,
                null,
                null);
    }

    /** One of which it is not said when it was decided. */
    public CourseCompletion(
            String enrollmentId,
            String courseId,
            @Nullable String learnerId,
            Instant completedAt,
            long catalogVersion,
            int requiredLessons,
            long sequence,
            Origin origin) {
        this(enrollmentId, courseId, learnerId, completedAt, catalogVersion, requiredLessons, sequence, origin, null);
    }

    /** This, as PostgreSQL has it. */
    public CourseCompletion asStored() {
        return new CourseCompletion(
                enrollmentId,
                courseId,
                learnerId,
                completedAt,
                catalogVersion,
                requiredLessons,
                sequence,
                origin,
                null,
                attempt,
                completion);
    }

    /** The attempt in which it was completed, counted from 1. */
    public int attemptNumber() {
        return attempt == null ? 1 : attempt;
    }

    /** Its number among the completions of this enrollment, counted from 1. */
    public int number() {
        return completion == null ? 1 : completion;
    }
}
