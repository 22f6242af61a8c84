package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.Numbers;
import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.ValueType;
import java.util.function.IntPredicate;
import org.jspecify.annotations.Nullable;

/** {@code =}, {@code <>} and their like; NULL where one side is NULL. Text is compared by its characters' codes. */
record Comparison(Operands operands, IntPredicate holds) implements Term {

    static Comparison of(Term left, IntPredicate holds, Term right) {
        return new Comparison(Operands.of(left, right), holds);
    }

    @Override
    public ValueType type() {
        return ValueType.BOOLEAN;
    }

    @Override
    public @Nullable Boolean value(RowImages images) {
        Object left = operands.left().value(images);
        Object right = left == null ? null : operands.right().value(images);
        return (left == null || right == null) ? null : (Boolean) holds.test(compare(left, right));
    }

    @SuppressWarnings("unchecked")
    private static int compare(Object left, Object right) {
        return left instanceof Number ? Numbers.compare(left, right) : ((Comparable<Object>) left).compareTo(right);
    }
}
