package dev.oncemark.ingest.access;

/** A token that is missing or not accepted; the message says why, and nothing that is in the token. */
public final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final boolean isByTime;

    InvalidTokenException(String why) {
        this(why, false);
    }

    private InvalidTokenException(String why, boolean isByTime) {
        super(why, null, false, false);
        this.isByTime = isByTime;
    }

    /** Of a token that is not good any more, or not yet. */
    static InvalidTokenException byTime(String why) {
        return new InvalidTokenException(why, true);
    }

    /** Whether the server's clock made the difference. */
    public boolean isByTime() {
        return isByTime;
    }
}
