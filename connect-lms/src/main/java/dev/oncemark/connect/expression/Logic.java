package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.ValueType;
import org.jspecify.annotations.Nullable;

/** AND, OR and NOT over true, false and NULL. */
sealed interface Logic extends Term {

    @Override
    default ValueType type() {
        return ValueType.BOOLEAN;
    }

    /** AND, which one false side decides; or OR, which one true side decides. */
    record Both(Truth left, Truth right, boolean deciding) implements Logic {

        static Both and(Term left, Term right) {
            return new Both(Truth.of(left), Truth.of(right), false);
        }

        static Both or(Term left, Term right) {
            return new Both(Truth.of(left), Truth.of(right), true);
        }

        @Override
        public @Nullable Boolean value(RowImages images) {
            Boolean first = left.value(images);
            if (first != null && first == deciding) {
                return first;
            }
            Boolean second = right.value(images);
            if (second != null && second == deciding) {
                return second;
            }
            return (first == null || second == null) ? null : (Boolean) !deciding;
        }
    }

    record Not(Truth truth) implements Logic {

        @Override
        public @Nullable Boolean value(RowImages images) {
            Boolean value = truth.value(images);
            return value == null ? null : (Boolean) !value;
        }
    }

    /** {@code IS NULL}, or {@code IS NOT NULL}. */
    record IsNull(Term term, boolean not) implements Logic {

        @Override
        public Boolean value(RowImages images) {
            return (term.value(images) == null) != not;
        }
    }

    /** {@code IS TRUE}, {@code IS NOT FALSE} and so on, which are never NULL. */
    record Is(Truth truth, boolean asked, boolean not) implements Logic {

        @Override
        public Boolean value(RowImages images) {
            Boolean value = truth.value(images);
            return (value != null && value == asked) != not;
        }
    }
}
