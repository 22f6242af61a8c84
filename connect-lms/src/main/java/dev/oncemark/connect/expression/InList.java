package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** {@code IN}: true if one is equal, else NULL if one is NULL. */
record InList(List<Comparison> equal) implements Term {

    @Override
    public ValueType type() {
        return ValueType.BOOLEAN;
    }

    @Override
    public @Nullable Boolean value(RowImages images) {
        Boolean found = false;
        for (Comparison one : equal) {
            Boolean is = one.value(images);
            if (is == null) {
                found = null;
            } else if (is) {
                return true;
            }
        }
        return found;
    }
}
