package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.Column;
import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.UnreadableValueException;
import dev.oncemark.connect.column.ValueType;
import org.jspecify.annotations.Nullable;

/** The value of a column. */
public record ColumnTerm(Column column) implements Term {

    @Override
    public ValueType type() {
        return column.type();
    }

    @Override
    public @Nullable Object value(RowImages images) {
        try {
            return column.value(images);
        } catch (ClassCastException other) {
            throw new UnreadableValueException("is not of the type that its schema says");
        }
    }
}
