package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submission by the time its client is answered.
 *
 * @param result there if and only if the request was decided: {@code COMPLETED} or {@code REJECTED}
 * @param detail for the client, why it is {@code UNAVAILABLE}
 */
record Outcome(Kind kind, @Nullable CompletionResult result, String detail) {

    /** Those who answer it switch over these without a default: a new one does not compile until each does. */
    enum Kind {
        /** Stored; the verdict will come. */
        PENDING,
        /** The lesson is complete by this request, now or before. */
        COMPLETED,
        /** Stored, and changed nothing. */
        REJECTED,
        /** Not stored, or without effect: the key was used for another lesson or enrollment. */
        KEY_REUSED,
        /** Perhaps stored, perhaps not: it is safe to submit it again under the same request id. */
        UNAVAILABLE
    }

    static final Outcome PENDING = new Outcome(Kind.PENDING, null, "");
    static final Outcome KEY_REUSED = new Outcome(Kind.KEY_REUSED, null, "");

    static Outcome decided(CompletionResult result) {
        Kind kind = switch (result.status()) {
            case ACCEPTED, REPLAYED, REVOKED, RESET -> Kind.COMPLETED;
            case REJECTED -> Kind.REJECTED;
        };
        return new Outcome(kind, result, "");
    }

    static Outcome unavailable(String detail) {
        return new Outcome(Kind.UNAVAILABLE, null, detail);
    }

    /** The result of a request that was decided. */
    CompletionResult verdict() {
        return Objects.requireNonNull(result, "only a decided request has a result");
    }
}
