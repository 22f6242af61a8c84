package dev.oncemark.contracts;

import static dev.oncemark.contracts.CompletionRequest.requireField;

import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The verdict on one request record, or on one imported row (design, section 3). Key: the enrollment id. There is
 * exactly one for each request record, named by {@code inTopic}, {@code inPartition} and {@code inOffset}.
 *
 * @param requestId the request's; derived from enrollment and lesson for an import
 * @param courseId the enrollment's course, where it was known
 * @param reason why not; present if and only if {@code status} is {@code REJECTED}
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
        if ((requireField("status", status) == Status.REJECTED) != (reason != null)) {
            throw new IllegalArgumentException("reason is there if and only if status is REJECTED");
        }
        if (status == Status.ACCEPTED && (courseId == null || completedAt == null || sequence == null)) {
            throw new IllegalArgumentException("courseId, completedAt or sequence is missing from an accepted result");
        }
    }

    /** What became of a request. */
    public enum Status {
        /** The lesson is complete because of this request. There is one such result for a lesson of an enrollment. */
        ACCEPTED,
        /** Nothing changed; {@code reason} says why. */
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
        NOT_ENROLLMENT_OWNER
    }
}
