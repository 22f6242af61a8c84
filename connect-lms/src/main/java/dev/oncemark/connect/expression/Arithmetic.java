package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.Numbers;
import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.UnreadableValueException;
import dev.oncemark.connect.column.ValueType;
import java.math.BigDecimal;
import java.math.MathContext;
import java.util.function.BinaryOperator;
import org.jspecify.annotations.Nullable;

/** {@code +}, {@code -}, {@code *} and {@code /} of decimals; a quotient keeps its fraction, as MySQL's does. */
record Arithmetic(Term left, BinaryOperator<BigDecimal> operator, Term right) implements Term {

    static Arithmetic of(Term left, BinaryOperator<BigDecimal> operator, Term right) {
        requireNumber(left);
        requireNumber(right);
        return new Arithmetic(left, operator, right);
    }

    static BigDecimal divide(BigDecimal left, BigDecimal right) {
        if (right.signum() == 0) {
            throw new UnreadableValueException("is divided by zero");
        }
        return left.divide(right, MathContext.DECIMAL64);
    }

    static void requireNumber(Term term) {
        if (term.type() != ValueType.NUMBER && term.type() != ValueType.ANY) {
            throw new InvalidExpressionException("only numbers can be calculated with");
        }
    }

    @Override
    public ValueType type() {
        return ValueType.NUMBER;
    }

    @Override
    public @Nullable Object value(RowImages images) {
        Object a = left.value(images);
        Object b = right.value(images);
        return a == null || b == null ? null : operator.apply(Numbers.decimal(a), Numbers.decimal(b));
    }
}
