package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.UnreadableValueException;
import dev.oncemark.connect.column.ValueType;
import org.jspecify.annotations.Nullable;

/** An expression over the columns of one table, ready to be evaluated. */
public interface Term {

    ValueType type();

    /**
     * The value for a row, of the class that {@link #type} says, or null for NULL.
     *
     * @throws UnreadableValueException if a column's value cannot be read
     */
    @Nullable
    Object value(RowImages images);
}
