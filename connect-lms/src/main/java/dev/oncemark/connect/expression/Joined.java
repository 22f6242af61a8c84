package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.IdText;
import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.ValueType;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * {@code a || ':' || b}, NULL if a part is. So that parts cannot run into each other, the separator is written as
 * {@code ~1} in a part, and {@code ~} as {@code ~0}, as in JSON Pointer (RFC 6901). Texts before the first column and
 * behind the last are free.
 */
record Joined(List<Part> parts) implements Term {

    /** A literal as it is, or a column with the separators beside it escaped. */
    record Part(Term term, String separators) {}

    /** @throws InvalidExpressionException unless exactly one character stands between two columns */
    static Term of(List<Term> terms) {
        return new Joined(new Separators(terms).parts());
    }

    @Override
    public ValueType type() {
        return ValueType.TEXT;
    }

    @Override
    public @Nullable Object value(RowImages images) {
        StringBuilder joined = new StringBuilder();
        for (Part part : parts) {
            Object value = part.term().value(images);
            if (value == null) {
                return null;
            }
            append(joined, IdText.text(value), part.separators());
        }
        return joined.toString();
    }

    private static void append(StringBuilder joined, String text, String separators) {
        if (separators.isEmpty()) {
            joined.append(text);
            return;
        }
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (c == '~') {
                joined.append("~0");
            } else if (separators.indexOf(c) >= 0) {
                joined.append("~1");
            } else {
                joined.append(c);
            }
        }
    }
}
