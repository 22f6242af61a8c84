package dev.oncemark.ingest.access;

import java.time.Instant;
import org.jspecify.annotations.Nullable;

/** A token is signed by none of the keys in use: its issuer may have newer ones. */
final class UnknownKeyException extends RuntimeException {
    private static final long serialVersionUID = 1;

    @SuppressWarnings("serial") // never serialized
    private final KeySource keys;

    private final @Nullable Instant issuedAt;

    UnknownKeyException(KeySource keys, @Nullable Instant issuedAt) {
        super("the token is not signed by a known key", null, false, false);
        this.keys = keys;
        this.issuedAt = issuedAt;
    }

    KeySource keys() {
        return keys;
    }

    /** When the token says that it was issued, which nobody has checked. */
    @Nullable
    Instant issuedAt() {
        return issuedAt;
    }
}
