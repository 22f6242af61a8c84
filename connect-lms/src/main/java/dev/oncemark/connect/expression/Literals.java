package dev.oncemark.connect.expression;

import dev.oncemark.connect.column.Numbers;
import dev.oncemark.connect.column.UnreadableValueException;
import dev.oncemark.connect.column.ValueType;
import java.math.BigDecimal;
import net.sf.jsqlparser.expression.BooleanValue;
import net.sf.jsqlparser.expression.DoubleValue;
import net.sf.jsqlparser.expression.Expression;
import net.sf.jsqlparser.expression.LongValue;
import net.sf.jsqlparser.expression.NullValue;
import net.sf.jsqlparser.expression.SignedExpression;
import net.sf.jsqlparser.expression.StringValue;
import org.jspecify.annotations.Nullable;

/** Values that are written in an expression. */
final class Literals {

    private Literals() {}

    /** The literal that {@code expression} is, or null if it is none. */
    static @Nullable Literal of(Expression expression) {
        if (expression instanceof StringValue text && text.getPrefix() == null) {
            return new Literal(ValueType.TEXT, text.getNotExcapedValue());
        }
        if (expression instanceof LongValue || expression instanceof DoubleValue) {
            return number(expression);
        }
        if (expression instanceof BooleanValue flag) {
            return new Literal(ValueType.BOOLEAN, flag.getValue());
        }
        if (expression instanceof SignedExpression signed) {
            Literal literal = of(signed.getExpression());
            return literal == null || literal.type() != ValueType.NUMBER ? null : signed(signed.getSign(), literal);
        }
        if (expression instanceof NullValue) {
            throw new InvalidExpressionException("a comparison with NULL is never true: write IS NULL or IS NOT NULL");
        }
        return null;
    }

    private static Literal number(Expression expression) {
        try {
            return new Literal(ValueType.NUMBER, Numbers.ofText(expression.toString()));
        } catch (UnreadableValueException other) {
            throw new InvalidExpressionException(other);
        }
    }

    private static @Nullable Literal signed(char sign, Literal literal) {
        BigDecimal number = Numbers.decimal(literal.value());
        return switch (sign) {
            case '-' -> new Literal(ValueType.NUMBER, number.negate());
            case '+' -> literal;
            default -> null;
        };
    }
}
