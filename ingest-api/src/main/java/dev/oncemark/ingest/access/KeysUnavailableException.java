package dev.oncemark.ingest.access;

/** A token can be neither accepted nor refused now: the keys of its issuer cannot be fetched. */
public final class KeysUnavailableException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int retryAfter;

    /** @param retryAfter in how many seconds they can be asked for again, at least 1 */
    KeysUnavailableException(int retryAfter) {
        super("the keys of the token's issuer cannot be fetched now", null, false, false);
        this.retryAfter = retryAfter;
    }

    public int retryAfter() {
        return retryAfter;
    }
}
