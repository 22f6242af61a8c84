package dev.oncemark.connect.expression;

import static dev.oncemark.connect.column.ValueType.ANY;
import static dev.oncemark.connect.column.ValueType.BOOLEAN;
import static dev.oncemark.connect.column.ValueType.INSTANT;
import static dev.oncemark.connect.column.ValueType.LOCAL_TIME;
import static dev.oncemark.connect.column.ValueType.NUMBER;
import static dev.oncemark.connect.column.ValueType.TEXT;

import dev.oncemark.connect.column.Booleans;
import dev.oncemark.connect.column.IdText;
import dev.oncemark.connect.column.Numbers;
import dev.oncemark.connect.column.Times;
import dev.oncemark.connect.column.UnreadableValueException;
import dev.oncemark.connect.column.ValueType;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;

/** The two sides of a comparison, of one type: a literal takes the type of the other side. */
record Operands(Term left, Term right) {

    static Operands of(Term left, Term right) {
        if (left.type() == ANY || right.type() == ANY) {
            return new Operands(left, right);
        }
        if (right instanceof Literal literal) {
            return same(left, as(literal, left.type()));
        }
        if (left instanceof Literal literal) {
            return same(as(literal, right.type()), right);
        }
        if (left.type() == BOOLEAN || right.type() == BOOLEAN) {
            return new Operands(Truth.of(left), Truth.of(right));
        }
        return same(left, right);
    }

    private static Operands same(Term left, Term right) {
        if (left.type() == right.type() && left.type() != ValueType.OTHER && left.type() != ValueType.BINARY) {
            return new Operands(left, right);
        }
        if (left instanceof Literal || right instanceof Literal) {
            if (left.type() == BOOLEAN || right.type() == BOOLEAN) {
                return new Operands(Truth.of(left), Truth.of(right));
            }
        }
        throw new InvalidExpressionException(
                "%s cannot be compared with %s".formatted(described(left.type()), described(right.type())));
    }

    private static Literal as(Literal literal, ValueType wanted) {
        if (literal.type() == wanted) {
            return literal;
        }
        try {
            return switch (wanted) {
                case TEXT -> literal.type() == NUMBER ? new Literal(TEXT, IdText.text(literal.value())) : literal;
                case NUMBER ->
                    literal.type() == TEXT
                            ? new Literal(NUMBER, Numbers.ofText((String) literal.value()))
                            : new Literal(NUMBER, literal.value().equals(true) ? 1L : 0L);
                case BOOLEAN -> new Literal(BOOLEAN, Booleans.of(literal.value()));
                case INSTANT -> literal.type() == TEXT ? new Literal(INSTANT, instant(literal)) : literal;
                case LOCAL_TIME -> literal.type() == TEXT ? new Literal(LOCAL_TIME, localTime(literal)) : literal;
                case BINARY, OTHER, ANY -> literal;
            };
        } catch (UnreadableValueException wrong) {
            throw new InvalidExpressionException(wrong);
        }
    }

    private static Instant instant(Literal literal) {
        Object time = Times.ofText((String) literal.value());
        return time instanceof Instant instant ? instant : ((LocalDateTime) time).toInstant(ZoneOffset.UTC);
    }

    private static LocalDateTime localTime(Literal literal) {
        if (Times.ofText((String) literal.value()) instanceof LocalDateTime time) {
            return time;
        }
        throw new InvalidExpressionException(
                "'%s' has an offset, and the column that it is compared with has none".formatted(literal.value()));
    }

    private static String described(ValueType type) {
        return switch (type) {
            case TEXT -> "text";
            case NUMBER -> "a number";
            case BOOLEAN -> "a boolean";
            case INSTANT -> "a time with a zone";
            case LOCAL_TIME -> "a time without a zone";
            case BINARY -> "bytes";
            case OTHER, ANY -> "a value of such a type";
        };
    }
}
