package dev.oncemark.connect.select;

import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.ValueType;
import dev.oncemark.connect.expression.Binder;
import dev.oncemark.connect.expression.InvalidExpressionException;
import dev.oncemark.connect.expression.Term;
import dev.oncemark.connect.expression.Truth;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import net.sf.jsqlparser.expression.Expression;
import org.jspecify.annotations.Nullable;

/** Whether expressions are supported at all, before the types of their columns are known. */
final class ExpressionCheck {

    private final Set<String> columns = new HashSet<>();
    private final Binder binder = new Binder(name -> {
        columns.add(name);
        return new Unknown();
    });

    private ExpressionCheck() {}

    /** @throws InvalidExpressionException if one is not supported; the message names its field */
    static void of(Map<Field, Expression> fields, @Nullable Expression condition) {
        fields.forEach((field, expression) -> new ExpressionCheck().field(field, expression));
        if (condition != null) {
            checked("WHERE", () -> Truth.of(new ExpressionCheck().binder.bind(condition)));
        }
    }

    private void field(Field field, Expression expression) {
        checked(field.name(), () -> binder.bind(expression));
        if (field.identity() && columns.isEmpty()) {
            throw new InvalidExpressionException("%s is made of no column".formatted(field.name()));
        }
    }

    private static void checked(String name, Runnable check) {
        try {
            check.run();
        } catch (InvalidExpressionException wrong) {
            throw new InvalidExpressionException(name + ": " + wrong.getMessage());
        }
    }

    private record Unknown() implements Term {

        @Override
        public ValueType type() {
            return ValueType.ANY;
        }

        @Override
        public @Nullable Object value(RowImages images) {
            throw new IllegalStateException("a column without a type has no value");
        }
    }
}
