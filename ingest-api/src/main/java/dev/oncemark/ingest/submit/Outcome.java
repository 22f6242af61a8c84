package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionResult;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * What became of a submission by the time its client is answered.
 *
 * @param result there if and only if the request was decided: {@code DONE}, {@code REPEATED} or {@code REJECTED}
 * @param detail for the client, why it is {@code UNAVAILABLE}
 */
record Outcome(Kind kind, @Nullable CompletionResult result, String detail) {

    /** Those who answer it switch over these without a default: a new one does not compile until each does. */
    enum Kind {
        /** Stored; the verdict will come. */
        PENDING,
        /** What the request asked for is done, by this request. */
        DONE,
        /** As {@link #DONE}, by this request when it was sent before. */
        REPEATED,
        /** Stored, and changed nothing. */
        REJECTED,
        /** Not stored, or without effect: the key was used for something else. */
        KEY_REUSED,
        /** Perhaps stored, perhaps not: it is safe to submit it again under the same request id. */
        UNAVAILABLE
    }

    static final Outcome PENDING = new Outcome(Kind.PENDING, null, "");
    static final Outcome KEY_REUSED = new Outcome(Kind.KEY_REUSED, null, "");

    static Outcome decided(CompletionResult result) {
        Kind kind = switch (result.status()) {
            case ACCEPTED, REVOKED, RESET -> Kind.DONE;
            case REPLAYED -> Kind.REPEATED;
            case REJECTED -> Kind.REJECTED;
        };
        return new Outcome(kind, result, "");
    }

    /** That of a request that was carried out when it was sent before. */
    static Outcome repeated(CompletionResult result) {
        return new Outcome(Kind.REPEATED, result, "");
    }

    static Outcome unavailable(String detail) {
        return new Outcome(Kind.UNAVAILABLE, null, detail);
    }

    /** The result of a request that was decided. */
    CompletionResult verdict() {
        return Objects.requireNonNull(result, "only a decided request has a result");
    }
}
