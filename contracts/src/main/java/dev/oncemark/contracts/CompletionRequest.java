package dev.oncemark.contracts;

import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Objects;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * A request to mark one lesson of one enrollment complete (docs/design.md, section 3). Key: the enrollment id.
 *
 * @param requestId the client's or the API's id of this request; a retry carries the same one
 * @param occurredAt when the learner completed the lesson, as the client says; milliseconds
 * @param receivedAt when the API took the request; milliseconds
 * @param clientId who sent it
 * @param learnerId the only learner for whom the sender may speak; absent where it may speak for all
 */
public record CompletionRequest(
        UUID requestId,
        String enrollmentId,
        String lessonId,
        Instant occurredAt,
        Instant receivedAt,
        String clientId,
        @Nullable String learnerId) {

    public CompletionRequest {
        requireField("requestId", requestId);
        Ids.require("enrollmentId", enrollmentId);
        Ids.require("lessonId", lessonId);
        occurredAt = requireField("occurredAt", occurredAt).truncatedTo(ChronoUnit.MILLIS);
        receivedAt = requireField("receivedAt", receivedAt).truncatedTo(ChronoUnit.MILLIS);
        Ids.require("clientId", clientId);
        if (learnerId != null) {
            Ids.require("learnerId", learnerId);
        }
    }

    static <T> T requireField(String field, @Nullable T value) {
        if (value == null) {
            throw new IllegalArgumentException(field + " is missing");
        }
        return Objects.requireNonNull(value);
    }
}
