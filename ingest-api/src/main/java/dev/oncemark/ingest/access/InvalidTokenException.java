package dev.oncemark.ingest.access;

/** A token that is missing or not accepted; the message says why, and nothing that is in the token. */
public final class InvalidTokenException extends RuntimeException {
    private static final long serialVersionUID = 1;

    InvalidTokenException(String why) {
        super(why, null, false, false);
    }
}
