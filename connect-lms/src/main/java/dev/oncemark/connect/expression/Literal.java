package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.ValueType;

/** A value that is written in the expression itself. NULL is none: it is only asked for by {@code IS NULL}. */
record Literal(ValueType type, Object value) implements Term {

    @Override
    public Object value(RowImages images) {
        return value;
    }
}
