package dev.oncemark.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to mark one lesson of one enrollment complete, or a {@link Command} (docs/design.md, section 3). Key: the
 * enrollment id. It has either a lesson or a command.
 *
 * @param requestId the client's or the API's id of this request; a retry carries the same one
 * @param lessonId the lesson to be completed; absent from a command, which names its lesson itself
 * @param occurredAt when the learner completed the lesson, as the client says, or {@code receivedAt} where it does not say,
 *     or says what cannot be true; milliseconds
 * @param receivedAt when the API took the request; milliseconds
 * @param clientId who sent it
 * @param learnerId the only learner for whom the sender may speak; absent where it may speak for all
 * @param attempt the attempt for which the lesson is to be completed; absent where it is whichever is under way
 * @param keyed present and true where the request id follows from an {@code Idempotency-Key} that the client gave
 * @param actorId who gave the command: the subject of the sender's token; absent from completions
 * @param statedAt when the learner completed the lesson, as the client says, where that cannot be true and the API dated the
 *     request itself: then {@code occurredAt} is {@code receivedAt}; milliseconds
 */
public record CompletionRequest(
        UUID requestId,
        String enrollmentId,
        @Nullable String lessonId,
        Instant occurredAt,
        Instant receivedAt,
        String clientId,
        @Nullable String learnerId,
        @Nullable Integer attempt,
        @Nullable Boolean keyed,
        @Nullable Command command,
        @Nullable String actorId,
        @Nullable Instant statedAt) {

    public CompletionRequest {
        requireField("requestId", requestId);
        Ids.require("enrollmentId", enrollmentId);
        if (command == null) {
            Ids.require("lessonId", lessonId);
        } else if (lessonId != null) {
            throw new IllegalArgumentException("lessonId and command are both present");
        }
        occurredAt = requireField("occurredAt", occurredAt).truncatedTo(ChronoUnit.MILLIS);
        receivedAt = requireField("receivedAt", receivedAt).truncatedTo(ChronoUnit.MILLIS);
        Ids.require("clientId", clientId);
        if (learnerId != null) {
            Ids.require("learnerId", learnerId);
        }
        if (attempt != null && attempt < 1) {
            throw new IllegalArgumentException("attempt is less than 1");
        }
        if (actorId != null) {
            Ids.require("actorId", actorId);
        }
        statedAt = statedAt == null ? null : statedAt.truncatedTo(ChronoUnit.MILLIS);
    }

    /** A completion in whichever attempt is under way, under a request id that follows from no key. */
    public CompletionRequest(
            UUID requestId,
            String enrollmentId,
            String lessonId,
            Instant occurredAt,
            Instant receivedAt,
            String clientId,
            @Nullable String learnerId) {
        this(
                requestId,
                enrollmentId,
                lessonId,
                occurredAt,
                receivedAt,
                clientId,
                learnerId,
                null,
                null,
                null,
                null,
                null);
    }

    /** The lesson that it is about; only a reset is about none, and throws. */
    public String lesson() {
        return Objects.requireNonNull(command == null ? lessonId : command.about(), "a reset is about no lesson");
    }

    static <T> T requireField(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return Objects.requireNonNull(value);
    }
}
