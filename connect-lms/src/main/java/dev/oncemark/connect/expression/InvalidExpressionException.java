package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.UnreadableValueException;

/** An expression that cannot be evaluated, for any row. The message is for who wrote it. */
public final class InvalidExpressionException extends RuntimeException {

    public InvalidExpressionException(String message) {
        super(message);
    }

    /** That a value which the expression names cannot be what it has to be. */
    InvalidExpressionException(UnreadableValueException value) {
        super(value.getMessage(), value);
    }
}
