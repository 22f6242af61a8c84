package dev.oncemark.cli;

/**
 * The command line or the environment is wrong in a way that picocli cannot see; the message names the option or variable
 * and what it takes. The command exits with 2.
 */
public final class WrongCallException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public WrongCallException(String message) {
        super(message);
    }
}
