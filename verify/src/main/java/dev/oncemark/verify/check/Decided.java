package dev.oncemark.verify.check;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionResult;
import java.time.Instant;
import org.jspecify.annotations.Nullable;

/**
 * A result, and what its request says.
 *
 * @param offset the result's own
 * @param hasLaterId whether its event id is one of an acceptance that is not the lesson's first
 * @param request what is known of its request record; null for an import, and where retention took the record
 */
record Decided(
        long offset,
        CompletionResult result,
        boolean hasLaterId,
        @Nullable Asked request) {

    /**
     * What a request record says beside what its result repeats.
     *
     * @param arrivedAt when the broker took it, milliseconds since 1970
     * @param receivedAt when the API took it; the same as {@code occurredAt} where the client did not say that
     * @param speaksFor the only learner for whom the sender may speak
     * @param attempt the attempt that it is for, or 0 where it does not say
     * @param keyed whether its id follows from a key that the client gave
     * @param command null of a completion
     */
    record Asked(
            long arrivedAt,
            Instant receivedAt,
            @Nullable String speaksFor,
            int attempt,
            boolean keyed,
            @Nullable Command command) {}

    /** The same, as the result of this request. */
    Decided of(Asked asked) {
        return new Decided(offset, result, hasLaterId, asked);
    }

    boolean isAccepted() {
        return result.status() == CompletionResult.Status.ACCEPTED;
    }

    /** The lesson; there is none only where an attempt began, or was not to begin. */
    String lesson() {
        return result.lesson();
    }

    /** The command that was asked for; null of a completion, and where the request is not known. */
    @Nullable
    Command command() {
        return request == null ? null : request.command();
    }

    /** Its place among the enrollment's accepted changes; throws where it is none of them. */
    long sequence() {
        return java.util.Objects.requireNonNull(result.sequence());
    }
}
