package dev.oncemark.verify.live;

/** The broker or PostgreSQL cannot be read: nothing is known, neither good nor bad. The message says why, to a person. */
public final class CannotCheckException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotCheckException(String message) {
        super(message);
    }

    public CannotCheckException(String message, Throwable cause) {
        super(message, cause);
    }
}
