package dev.oncemark.cli;

/** What was asked for cannot be done; the message says why, to a person. The command exits with 1, or the code given. */
public final class FailedException extends RuntimeException {
    private static final long serialVersionUID = 1;

    private final int exitCode;

    public FailedException(String message) {
        this(1, message);
    }

    public FailedException(int exitCode, String message) {
        super(message);
        this.exitCode = exitCode;
    }

    int exitCode() {
        return exitCode;
    }
}
