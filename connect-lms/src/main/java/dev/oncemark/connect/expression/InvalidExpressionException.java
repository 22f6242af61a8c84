package dev.oncemark.connect.expression;

/** An expression that cannot be evaluated, for any row. The message is for who wrote it. */
public final class InvalidExpressionException extends RuntimeException {

    public InvalidExpressionException(String message) {
        super(message);
    }
}
