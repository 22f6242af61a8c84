package dev.oncemark.verify.check;

import com.fasterxml.jackson.annotation.JsonIgnore;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * What a client was told of one request: a line of a journal, which is JSON.
 *
 * @param at when the answer came, or the client gave up
 * @param requestId the request's id, which a client that sends a key can work out though it was told nothing
 * @param lessonId null of the beginning of an attempt
 * @param status the HTTP status; 0 where there was no answer
 * @param verdict where one was told: {@code ACCEPTED}, {@code REPLAYED}, {@code REVOKED}, {@code RESET}, or {@code REJECTED} and
 *     a reason
 */
public record JournalLine(
        @Nullable Instant at,
        UUID requestId,
        String enrollmentId,
        @Nullable String lessonId,
        int status,
        @Nullable String verdict) {

    /** Whether the answer said that the request is stored, or what was decided. */
    @JsonIgnore
    public boolean isAcknowledged() {
        return (status >= 200 && status < 300) || verdict != null;
    }
}
