package dev.oncemark.runtime;

/** What keeps an app from starting and will not change by waiting; the message says it to whoever started it. */
public final class CannotStartException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CannotStartException(String message) {
        super(message);
    }
}
