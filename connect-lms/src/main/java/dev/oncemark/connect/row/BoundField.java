package dev.oncemark.connect.row;

import dev.oncemark.connect.column.IdText;
import dev.oncemark.connect.column.Numbers;
import dev.oncemark.connect.column.RowImages;
import dev.oncemark.connect.column.Times;
import dev.oncemark.connect.column.UnreadableValueException;
import dev.oncemark.connect.column.ValueType;
import dev.oncemark.connect.expression.InvalidExpressionException;
import dev.oncemark.connect.expression.Term;
import dev.oncemark.connect.expression.Truth;
import dev.oncemark.connect.select.Field;
import java.time.Instant;
import java.time.LocalDateTime;
import java.time.ZoneOffset;
import org.jspecify.annotations.Nullable;

/**
 * A field of a row, and the term that it is read from.
 *
 * @param description the columns and their types, for messages
 */
record BoundField(Field field, Term term, String description) {

    private static final Instant FIRST = Instant.parse("0001-01-01T00:00:00Z");

    /** @throws InvalidExpressionException if values of the term's type cannot be what the field is */
    static BoundField of(Field field, Term term, String description) {
        ValueType type = term.type();
        boolean fits = switch (field.type()) {
            case ID -> type != ValueType.OTHER && type != ValueType.INSTANT && type != ValueType.LOCAL_TIME;
            case BOOLEAN -> true;
            case NUMBER -> type == ValueType.NUMBER || type == ValueType.TEXT;
            case TEXT -> type == ValueType.TEXT;
            case TIME, END -> isTime(type);
        };
        if (!fits) {
            throw new InvalidExpressionException(wrong(field, type, description));
        }
        return new BoundField(field, field.type() == Field.Type.BOOLEAN ? Truth.of(term) : term, description);
    }

    private static boolean isTime(ValueType type) {
        return type == ValueType.INSTANT || type == ValueType.LOCAL_TIME || type == ValueType.TEXT;
    }

    private static String wrong(Field field, ValueType type, String description) {
        boolean isTime = field.type() == Field.Type.TIME || field.type() == Field.Type.END;
        if (isTime && type == ValueType.NUMBER) {
            return ("%s is a number: say what it counts, with to_timestamp(column) for seconds since 1970, or"
                            + " to_timestamp(column / 1000) for milliseconds")
                    .formatted(description);
        }
        return switch (field.type()) {
            case ID -> "%s cannot be an id".formatted(description);
            case TEXT -> "%s is no text".formatted(description);
            default -> "%s cannot be that".formatted(description);
        };
    }

    /**
     * The value as JSON has it, or null for NULL.
     *
     * @throws UnreadableValueException if it cannot be read; the message names the columns
     */
    @Nullable
    Object read(RowImages images, @Nullable Instant written) {
        try {
            Object value = term.value(images);
            if (value == null) {
                return null;
            }
            return switch (field.type()) {
                case ID -> IdText.of(value);
                case BOOLEAN, TEXT -> value;
                case NUMBER -> Numbers.toDouble(value);
                case TIME -> time(value, written).toString();
                case END -> time(value, null).toString();
            };
        } catch (UnreadableValueException unreadable) {
            throw new UnreadableValueException(description + ": " + unreadable.getMessage());
        }
    }

    /** Never later than the row was written, where that is given. */
    private static Instant time(Object value, @Nullable Instant written) {
        Instant time = instant(value instanceof String text ? Times.ofText(text) : value);
        if (written != null && time.isAfter(written)) {
            return written;
        }
        if (time.isBefore(FIRST)) {
            throw UnreadableValueException.of(time, "is before the year 1");
        }
        return time;
    }

    private static Instant instant(Object time) {
        return time instanceof LocalDateTime local ? local.toInstant(ZoneOffset.UTC) : (Instant) time;
    }
}
