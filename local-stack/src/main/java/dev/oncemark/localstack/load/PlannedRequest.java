package dev.oncemark.localstack.load;

import org.jspecify.annotations.Nullable;

/** A request to be made: the same bytes each time that it is sent. Its client implements it with what it needs to know it by. */
public interface PlannedRequest {

    /** With a slash in front. */
    String path();

    /** JSON. */
    String body();

    default String method() {
        return "POST";
    }

    /** Its {@code Idempotency-Key}; null for none. */
    default @Nullable String key() {
        return null;
    }

    /** How long the server may take for the verdict ({@code Prefer: wait}); 0 for a client that does not wait for it. */
    default int waitSeconds() {
        return 0;
    }
}
