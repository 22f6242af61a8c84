package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.Booleans;
import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.ValueType;
import org.jspecify.annotations.Nullable;

/** A condition: true, false, or NULL, which is neither. */
public record Truth(Term term) implements Term {

    /** {@code term} as a condition; numbers and text are read as platforms store booleans. */
    public static Truth of(Term term) {
        return switch (term.type()) {
            case BOOLEAN, NUMBER, TEXT, ANY -> term instanceof Truth truth ? truth : new Truth(term);
            case INSTANT, LOCAL_TIME, BINARY, OTHER ->
                throw new InvalidExpressionException("%s can be neither true nor false"
                        .formatted(
                                term instanceof ColumnTerm column
                                        ? column.column().name()
                                        : "the value"));
        };
    }

    @Override
    public ValueType type() {
        return ValueType.BOOLEAN;
    }

    @Override
    public @Nullable Boolean value(RowImages images) {
        Object value = term.value(images);
        return value == null ? null : (Boolean) Booleans.of(value);
    }
}
