package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

import com.fasterxml.jackson.annotation.JsonEnumDefaultValue;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one request record, or on one imported row (docs/design.md, section 3). Key: the enrollment id. There
 * is exactly one for each request record, named by {@code inTopic}, {@code inPartition} and {@code inOffset}.
 *
 * <p>Results are made by {@link #accepted}, {@link #replayed}, {@link #rejected}, {@link #alreadyCompleted} and
 * {@link #imported}. The constructor, which has every field by its place, is for what reads them: JSON and rows.
 *
 * @param requestId the request's; derived from enrollment and lesson for an import
 * @param courseId the enrollment's course, where it was known
 * @param reason why not; present if and only if {@code status} is {@code REJECTED}. Where a newer writer's status is
 *     read as that, it is {@link Reason#UNRECOGNIZED}
 * @param originalRequestId the request that did complete the lesson, where the reason is {@code ALREADY_COMPLETED}
 *     and it is among the enrollment's latest completions; PostgreSQL has older ones
 * @param completedAt when the lesson was completed: by this request where accepted, by the original one otherwise
 * @param sequence counts the enrollment's accepted changes from 1 without a gap; present where accepted
 * @param decidedAt when the verdict was reached
 * @param catalogVersion the version of the course's outline under which it was decided, where the course was known
 * @param inTopic the topic of the request record or of the imported row
 * @param learnerId the enrollment's learner, where the enrollment was known
 */
public record CompletionResult(
        UUID requestId,
        String enrollmentId,
        String lessonId,
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
        @Nullable String learnerId) {

    public CompletionResult {
        requireField("requestId", requestId);
        requireField("enrollmentId", enrollmentId);
        requireField("lessonId", lessonId);
        requireField("occurredAt", occurredAt);
        requireField("decidedAt", decidedAt);
        requireField("origin", origin);
        requireField("inTopic", inTopic);
        if (requireField("status", status) == Status.REJECTED) {
            reason = reason == null ? Reason.UNRECOGNIZED : reason;
        } else if (reason != null) {
            throw new IllegalArgumentException("reason is there if and only if status is REJECTED");
        }
        if (status == Status.ACCEPTED && (courseId == null || completedAt == null || sequence == null)) {
            throw new IllegalArgumentException("courseId, completedAt or sequence is missing from an accepted result");
        }
    }

    /**
     * What a result is the verdict on: a request record or an imported row.
     *
     * @param requestId the request's; {@link Ids#requestIdOfImport} for a row
     * @param occurredAt when the learner completed the lesson, as the request or the row says; milliseconds
     */
    public record Subject(
            UUID requestId, String enrollmentId, String lessonId, Instant occurredAt, RecordPosition position) {}

    /**
     * What was known when the verdict was reached.
     *
     * @param decidedAt when that was; milliseconds
     * @param courseId the enrollment's course, where the enrollment was known
     * @param learnerId the enrollment's learner, where the enrollment was known
     * @param catalogVersion the version of the course's outline, where the course was known
     */
    public record Basis(
            Instant decidedAt,
            @Nullable String courseId,
            @Nullable String learnerId,
            @Nullable Long catalogVersion) {

        /** Nothing was known of the enrollment. */
        public static Basis unknown(Instant decidedAt) {
            return new Basis(decidedAt, null, null, null);
        }
    }

    /**
     * The request completes its lesson, at the time that it says.
     *
     * @param basis with the course, at least
     * @param sequence counts the enrollment's accepted changes, this one included
     */
    public static CompletionResult accepted(Subject request, Basis basis, long sequence) {
        return of(request, basis, Origin.API, Status.ACCEPTED, null, null, request.occurredAt(), sequence);
    }

    /** The LMS had recorded the lesson as complete; otherwise as {@link #accepted}. */
    public static CompletionResult imported(Subject row, Basis basis, long sequence) {
        return of(row, basis, Origin.IMPORT, Status.ACCEPTED, null, null, row.occurredAt(), sequence);
    }

    /** The request had completed its lesson before, at {@code completedAt}. */
    public static CompletionResult replayed(Subject request, Basis basis, Instant completedAt) {
        return of(request, basis, Origin.API, Status.REPLAYED, null, null, completedAt, null);
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
        return of(request, basis, Origin.API, Status.REJECTED, reason, null, null, null);
    }

    /** As {@link #rejected}, where it is known which request completed the lesson before, and when. */
    public static CompletionResult alreadyCompleted(
            Subject request, Basis basis, UUID originalRequestId, Instant completedAt) {
        Reason reason = Reason.ALREADY_COMPLETED;
        return of(request, basis, Origin.API, Status.REJECTED, reason, originalRequestId, completedAt, null);
    }

    private static CompletionResult of(
            Subject subject,
            Basis basis,
            Origin origin,
            Status status,
            @Nullable Reason reason,
            @Nullable UUID originalRequestId,
            @Nullable Instant completedAt,
            @Nullable Long sequence) {
        return new CompletionResult(
                subject.requestId(),
                subject.enrollmentId(),
                subject.lessonId(),
                basis.courseId(),
                status,
                reason,
                originalRequestId,
                completedAt,
                sequence,
                subject.occurredAt(),
                basis.decidedAt(),
                origin,
                basis.catalogVersion(),
                subject.position().topic(),
                subject.position().partition(),
                subject.position().offset(),
                basis.learnerId());
    }

    /** The request record or imported row that this is the verdict on. */
    public RecordPosition position() {
        return new RecordPosition(inTopic, inPartition, inOffset);
    }

    /**
     * This verdict that the lesson was completed already, and the result that had completed it. Where that was of the
     * same request, this is a replay.
     */
    public CompletionResult withOriginal(CompletionResult original) {
        boolean isReplay = original.requestId().equals(requestId);
        return new CompletionResult(
                requestId,
                enrollmentId,
                lessonId,
                courseId,
                isReplay ? Status.REPLAYED : Status.REJECTED,
                isReplay ? null : Reason.ALREADY_COMPLETED,
                isReplay ? null : original.requestId(),
                original.completedAt(),
                sequence,
                occurredAt,
                decidedAt,
                origin,
                catalogVersion,
                inTopic,
                inPartition,
                inOffset,
                learnerId);
    }

    /** What became of a request. */
    public enum Status {
        /** The lesson is complete because of this request. There is one such result for a lesson of an enrollment. */
        ACCEPTED,
        /** Nothing changed; {@code reason} says why. So is every status read that this version does not know. */
        @JsonEnumDefaultValue
        REJECTED,
        /** Nothing changed: this request had completed the lesson before, and was sent again. */
        REPLAYED
    }

    /** Why a request was rejected. */
    public enum Reason {
        /** Another request, or an import, completed the lesson before. */
        ALREADY_COMPLETED,
        /** No such enrollment came within the grace period. */
        UNKNOWN_ENROLLMENT,
        /** The enrollment is known; its course did not come within the grace period. */
        UNKNOWN_COURSE,
        /** The course is known; the lesson did not become part of it within the grace period. */
        LESSON_NOT_IN_COURSE,
        /** The enrollment is known and not active. */
        ENROLLMENT_NOT_ACTIVE,
        /** The request speaks for a learner who is not the enrollment's. */
        NOT_ENROLLMENT_OWNER,
        /** One that this version does not know: a newer writer has it. Read from a topic, never written to one. */
        @JsonEnumDefaultValue
        UNRECOGNIZED
    }
}
