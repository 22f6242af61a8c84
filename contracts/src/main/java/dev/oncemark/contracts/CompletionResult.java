package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.Command.Waiver;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one request record, or on one imported row (docs/design.md, section 3). Key: the enrollment id. There
 * is exactly one for each request record, named by {@code inTopic}, {@code inPartition} and {@code inOffset}.
 *
 * <p>Results are made by {@link #accepted}, {@link #replayed}, {@link #rejected}, {@link #alreadyCompleted},
 * {@link #imported}, {@link #revoked} and {@link #reset}; {@link #of(Command, String)} notes the command that they are the
 * verdict on. The constructor, which has every field by its place, is for what reads them: JSON and rows.
 *
 * @param requestId the request's; derived from enrollment and lesson for an import
 * @param lessonId the lesson; absent only where an attempt began, or was not to begin
 * @param courseId the enrollment's course, where it was known
 * @param reason why not; present if and only if {@code status} is {@code REJECTED}. Where a newer writer's status is
 *     read as that, it is {@link Reason#UNRECOGNIZED}
 * @param originalRequestId the request that did complete the lesson, where the reason is {@code ALREADY_COMPLETED}
 *     and it is among the enrollment's latest completions; PostgreSQL has older ones
 * @param completedAt when the lesson was completed: by this request where accepted, by the original one otherwise
 * @param sequence counts the enrollment's accepted changes from 1 without a gap; present where accepted, revoked or reset;
 *     where a command is replayed, the first one's
 * @param decidedAt when the verdict was reached
 * @param catalogVersion the version of the course's outline under which it was decided, where the course was known
 * @param inTopic the topic of the request record or of the imported row
 * @param learnerId the enrollment's learner, where the enrollment was known
 * @param attempt the attempt that is under way, counted from 1; absent where it is the first
 * @param requiredCompleted how many of the required lessons are complete now; present where accepted or revoked and the
 *     course is known. Absent from records of versions that did not say it
 * @param required how many lessons the course requires; present likewise
 * @param command what kind of command the request was; absent where it was a completion
 * @param commandReason the command's reason
 * @param actorId who gave the command
 * @param waiver why the lesson is waived, where it is complete by a waiver
 * @param revokedRequestId the request whose acceptance was taken back, where it is among the enrollment's latest
 *     completions; PostgreSQL has older ones
 * @param endedCompletion the number of the enrollment's course completion that ended by this, where one did
 * @param statedAt the request's: what its client said instead of {@code occurredAt}, and cannot be true. PostgreSQL does not
 *     keep it
 */
public record CompletionResult(
        UUID requestId,
        String enrollmentId,
        @Nullable String lessonId,
        @Nullable String courseId,
        Status status,
        @Nullable Reason reason,
        @Nullable UUID originalRequestId,
        @Nullable Instant completedAt,
        @Nullable Long sequence,
        Instant occurredAt,
        Instant decidedAt,
        Origin origin,
        @Nullable Long catalogVersion,
        String inTopic,
        int inPartition,
        long inOffset,
        @Nullable String learnerId,
        @Nullable Integer attempt,
        @Nullable Integer requiredCompleted,
        @Nullable Integer required,
        @Nullable Kind command,
        @Nullable String commandReason,
        @Nullable String actorId,
        @Nullable Waiver waiver,
        @Nullable UUID revokedRequestId,
        @Nullable Integer endedCompletion,
        @Nullable Instant statedAt) {

    public CompletionResult {
        requireField("requestId", requestId);
        requireField("enrollmentId", enrollmentId);
        requireField("occurredAt", occurredAt);
        requireField("decidedAt", decidedAt);
        requireField("origin", origin);
        requireField("inTopic", inTopic);
        attempt = orAbsent(attempt);
        if (requireField("status", status) == Status.REJECTED) {
            reason = reason == null ? Reason.UNRECOGNIZED : reason;
        } else if (reason != null) {
            throw new IllegalArgumentException("reason is there if and only if status is REJECTED");
        }
        if (lessonId == null && (status == Status.ACCEPTED || status == Status.REVOKED)) {
            throw new IllegalArgumentException("lessonId is missing");
        }
        if (status == Status.ACCEPTED && (courseId == null || completedAt == null || sequence == null)) {
            throw new IllegalArgumentException("courseId, completedAt or sequence is missing from an accepted result");
        }
        if ((status == Status.REVOKED || status == Status.RESET) && (courseId == null || sequence == null)) {
            throw new IllegalArgumentException("courseId or sequence is missing from a result that takes back");
        }
    }

    /**
     * What a result is the verdict on: a request record or an imported row.
     *
     * @param requestId the request's; {@link Ids#requestIdOfImport} for a row
     * @param lessonId the lesson that it is about; null of a reset
     * @param occurredAt when the learner completed the lesson, as the request or the row says; milliseconds
     * @param statedAt the request's, where it has one
     */
    public record Subject(
            UUID requestId,
            String enrollmentId,
            @Nullable String lessonId,
            Instant occurredAt,
            RecordPosition position,
            @Nullable Instant statedAt) {

        /** Of a request whose time can be true, or a row. */
        public Subject(
                UUID requestId,
                String enrollmentId,
                @Nullable String lessonId,
                Instant occurredAt,
                RecordPosition position) {
            this(requestId, enrollmentId, lessonId, occurredAt, position, null);
        }
    }

    /**
     * What was known when the verdict was reached.
     *
     * @param decidedAt when that was; milliseconds
     * @param courseId the enrollment's course, where the enrollment was known
     * @param learnerId the enrollment's learner, where the enrollment was known
     * @param catalogVersion the version of the course's outline, where the course was known
     * @param attempt the attempt that is under way after the verdict, counted from 1
     */
    public record Basis(
            Instant decidedAt,
            @Nullable String courseId,
            @Nullable String learnerId,
            @Nullable Long catalogVersion,
            int attempt) {

        /** In the enrollment's first attempt. */
        public Basis(
                Instant decidedAt,
                @Nullable String courseId,
                @Nullable String learnerId,
                @Nullable Long catalogVersion) {
            this(decidedAt, courseId, learnerId, catalogVersion, 1);
        }

        /** Nothing was known of the enrollment. */
        public static Basis unknown(Instant decidedAt) {
            return new Basis(decidedAt, null, null, null);
        }
    }

    /**
     * How far the enrollment is.
     *
     * @param completed how many of the required lessons are complete
     * @param required how many lessons the course requires now; not less than {@code completed}
     */
    public record Standing(int completed, int required) {}

    /**
     * The request completes its lesson, at the time that it says.
     *
     * @param basis with the course, at least
     * @param sequence counts the enrollment's accepted changes, this one included
     * @param standing with this lesson; null where the course's outline is not known
     */
    public static CompletionResult accepted(Subject request, Basis basis, long sequence, @Nullable Standing standing) {
        return new ResultDraft(request, basis, Status.ACCEPTED)
                .completedAt(request.occurredAt())
                .sequence(sequence)
                .standing(standing)
                .result();
    }

    /** The LMS had recorded the lesson as complete; otherwise as {@link #accepted}. */
    public static CompletionResult imported(Subject row, Basis basis, long sequence, @Nullable Standing standing) {
        return new ResultDraft(row, basis, Status.ACCEPTED)
                .origin(Origin.IMPORT)
                .completedAt(row.occurredAt())
                .sequence(sequence)
                .standing(standing)
                .result();
    }

    /** The request had completed its lesson before, at {@code completedAt}. */
    public static CompletionResult replayed(Subject request, Basis basis, Instant completedAt) {
        return new ResultDraft(request, basis, Status.REPLAYED)
                .completedAt(completedAt)
                .result();
    }

    /** The command had been carried out before, as the change {@code sequence}. */
    public static CompletionResult replayed(Subject command, Basis basis, long sequence) {
        return new ResultDraft(command, basis, Status.REPLAYED)
                .sequence(sequence)
                .result();
    }

    /**
     * The request changes nothing, for {@code reason}.
     *
     * @throws IllegalArgumentException if the reason is {@link Reason#UNRECOGNIZED}: that is read, never written
     */
    public static CompletionResult rejected(Subject request, Basis basis, Reason reason) {
        if (reason == Reason.UNRECOGNIZED) {
            throw new IllegalArgumentException("a result is not rejected for the reason " + reason);
        }
        return new ResultDraft(request, basis, Status.REJECTED).reason(reason).result();
    }

    /** As {@link #rejected}, where it is known which request completed the lesson before, and when. */
    public static CompletionResult alreadyCompleted(
            Subject request, Basis basis, UUID originalRequestId, Instant completedAt) {
        return new ResultDraft(request, basis, Status.REJECTED)
                .reason(Reason.ALREADY_COMPLETED)
                .original(originalRequestId)
                .completedAt(completedAt)
                .result();
    }

    /**
     * The lesson is not complete any more.
     *
     * @param sequence counts the enrollment's accepted changes, this one included
     * @param standing without this lesson; null where the course's outline is not known
     * @param revokedRequestId the request whose acceptance was taken back, where the enrollment still knows it
     * @param endedCompletion the number of the course completion that ended by this, or null
     */
    public static CompletionResult revoked(
            Subject command,
            Basis basis,
            long sequence,
            @Nullable Standing standing,
            @Nullable UUID revokedRequestId,
            @Nullable Integer endedCompletion) {
        return new ResultDraft(command, basis, Status.REVOKED)
                .sequence(sequence)
                .standing(standing)
                .revoked(revokedRequestId, endedCompletion)
                .result();
    }

    /**
     * Another attempt began: {@code basis} has its number.
     *
     * @param sequence counts the enrollment's accepted changes, this one included
     * @param endedCompletion the number of the course completion that ended by this, or null
     */
    public static CompletionResult reset(
            Subject command, Basis basis, long sequence, @Nullable Integer endedCompletion) {
        return new ResultDraft(command, basis, Status.RESET)
                .sequence(sequence)
                .revoked(null, endedCompletion)
                .result();
    }

    /** This verdict as one on a command, given by {@code actorId}. */
    public CompletionResult of(Command given, @Nullable String actorId) {
        ResultDraft draft = new ResultDraft(this);
        draft.command = given.kind();
        draft.commandReason = given.code();
        draft.actorId = actorId;
        draft.waiver = status == Status.ACCEPTED && given instanceof Command.Waive waived ? waived.reason() : null;
        return draft.result();
    }

    /** The request record or imported row that this is the verdict on. */
    public RecordPosition position() {
        return new RecordPosition(inTopic, inPartition, inOffset);
    }

    /** The lesson; throws where the verdict is on a reset, which is about none. */
    public String lesson() {
        return java.util.Objects.requireNonNull(lessonId, "a reset is about no lesson");
    }

    /** The attempt that is under way, counted from 1. */
    public int attemptNumber() {
        return attempt == null ? 1 : attempt;
    }

    /**
     * This verdict that the lesson was completed already, and the result that had completed it. Where that was of the
     * same request, this is a replay.
     */
    public CompletionResult withOriginal(CompletionResult original) {
        boolean isReplay = original.requestId().equals(requestId);
        ResultDraft draft = new ResultDraft(this);
        draft.status = isReplay ? Status.REPLAYED : Status.REJECTED;
        draft.reason = isReplay ? null : Reason.ALREADY_COMPLETED;
        return draft.original(isReplay ? null : original.requestId())
                .completedAt(original.completedAt())
                .result();
    }

    /**
     * This, as a row of PostgreSQL has it: without {@code requiredCompleted}, {@code required} and {@code statedAt}, and of a
     * waiver without {@code actorId}, which the row of the command has.
     */
    public CompletionResult asStored() {
        ResultDraft draft = new ResultDraft(this);
        draft.actorId = waiver == null ? actorId : null;
        draft.statedAt = null;
        return draft.standing(null).result();
    }

    /** The number, or null where it is 1, which is what absent means. */
    static @Nullable Integer orAbsent(@Nullable Integer number) {
        return number == null || number == 1 ? null : number;
    }

    /** What became of a request. */
    public enum Status {
        /** The lesson is complete because of this request. The next such result of it comes after it was taken back. */
        ACCEPTED,
        /** Nothing changed; {@code reason} says why. So is every status read that this version does not know. */
        @JsonEnumDefaultValue
        REJECTED,
        /** Nothing changed: this request had completed the lesson, or been carried out, before, and was sent again. */
        REPLAYED,
        /** The lesson is not complete any more. */
        REVOKED,
        /** Another attempt began: no lesson is complete. */
        RESET
    }

    /** Why a request was rejected. */
    public enum Reason {
        /** Another request, or an import, completed the lesson before. */
        ALREADY_COMPLETED(false),
        /** No such enrollment came within the grace period. */
        UNKNOWN_ENROLLMENT(true),
        /** The enrollment is known; its course did not come within the grace period. */
        UNKNOWN_COURSE(true),
        /** The course is known; the lesson did not become part of it within the grace period. */
        LESSON_NOT_IN_COURSE(true),
        /** The enrollment is known and not active. */
        ENROLLMENT_NOT_ACTIVE(true),
        /** The request speaks for a learner who is not the enrollment's. */
        NOT_ENROLLMENT_OWNER(true),
        /** There is nothing to take back: the lesson is not complete, or not by the request that was named. */
        NOT_COMPLETED(false),
        /** The attempt that was to begin had begun before. */
        ATTEMPT_EXISTS(false),
        /** The attempt that was to begin is not the next one. */
        ATTEMPT_SKIPPED(false),
        /** The completion is of an attempt that is over, or occurred before the lesson was taken back. */
        ATTEMPT_OVER(false),
        /** The completion is of an attempt that has not begun. */
        ATTEMPT_NOT_BEGUN(true),
        /** One that this version does not know: a newer writer has it. Read from a topic, never written to one. */
        @JsonEnumDefaultValue
        UNRECOGNIZED(true);

        private final boolean retryable;

        Reason(boolean retryable) {
            this.retryable = retryable;
        }

        /** Whether the same request, sent again, can still be accepted: the LMS or the operator can mend what it lacks. */
        public boolean isRetryable() {
            return retryable;
        }
    }
}
