package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What was told of an enrollment's course completion changed (docs/design.md, section 3). Key: the enrollment id. It is
 * never in {@code course-completions}, so that nobody is congratulated on it.
 *
 * @param courseId the enrollment's course
 * @param learnerId the enrollment's learner
 * @param completion the number of the completion that this is about, among the enrollment's, counted from 1
 * @param attempt the attempt that is under way from now on, counted from 1; absent where it is the first
 * @param sequence the enrollment's accepted changes so far, the command included
 * @param cause what brought it about
 * @param requestId the command's, where that was the cause
 * @param commandReason the command's reason, likewise
 * @param catalogVersion the version of the course's outline, where the course was known
 * @param missing how many required lessons are not complete, where that is why
 * @param missingLessons which, at most {@link #MAX_MISSING} of them in the course's order
 * @param changedAt when this was decided
 */
public record CourseChange(
        String enrollmentId,
        String courseId,
        @Nullable String learnerId,
        Change change,
        int completion,
        @Nullable Integer attempt,
        long sequence,
        Cause cause,
        @Nullable UUID requestId,
        @Nullable String commandReason,
        @Nullable Long catalogVersion,
        @Nullable Integer missing,
        @Nullable List<String> missingLessons,
        Instant changedAt) {

    /** How many missing lessons are named. */
    public static final int MAX_MISSING = 100;

    public CourseChange {
        requireField("enrollmentId", enrollmentId);
        requireField("courseId", courseId);
        requireField("change", change);
        requireField("cause", cause);
        requireField("changedAt", changedAt);
        attempt = CompletionResult.orAbsent(attempt);
        missingLessons = missingLessons == null ? null : List.copyOf(missingLessons);
    }

    /** The attempt that is under way from now on, counted from 1. */
    public int attemptNumber() {
        return attempt == null ? 1 : attempt;
    }

    /** What changed. */
    public enum Change {
        /** The completion ended: a lesson that the course requires was taken back, or the enrollment reset without it. */
        REVOKED,
        /** The completion stands; another attempt began, which may bring another. */
        ATTEMPT_STARTED,
        /** The completion ended: the course requires more now. */
        REOPENED,
        /** The completion that had been reopened stands again: the course requires no more than before. */
        RESTORED,
        /** The completion stands; the course requires more now than was completed. */
        CONTENT_CHANGED,
        /** One that this version does not know: a newer writer has it. Read from a topic, never written to one. */
        @JsonEnumDefaultValue
        UNRECOGNIZED
    }

    /** What brings a change about. */
    public enum Cause {
        /** A command that took a lesson back. */
        REVOKE,
        /** A command that began another attempt. */
        RESET,
        /** A change of the course. */
        CATALOG,
        /** One that this version does not know: a newer writer has it. Read from a topic, never written to one. */
        @JsonEnumDefaultValue
        UNRECOGNIZED
    }
}
