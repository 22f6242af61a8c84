package dev.oncemark.connect.column;

import java.math.BigDecimal;

/** Numbers, each of which is a {@link Long} or a {@link BigDecimal}. */
public final class Numbers {

    private Numbers() {}

    public static BigDecimal decimal(Object number) {
        return number instanceof BigDecimal decimal ? decimal : BigDecimal.valueOf(((Number) number).longValue());
    }

    public static int compare(Object left, Object right) {
        return left instanceof Long a && right instanceof Long b
                ? Long.compare(a, b)
                : decimal(left).compareTo(decimal(right));
    }

    /** @throws UnreadableValueException if the text is no number */
    public static BigDecimal ofText(String text) {
        try {
            return new BigDecimal(text.strip());
        } catch (NumberFormatException unreadable) {
            throw UnreadableValueException.of(text, "is no number");
        }
    }

    /** From a number, or from the text of one. */
    public static double toDouble(Object value) {
        BigDecimal decimal = value instanceof String text ? ofText(text) : decimal(value);
        return decimal.doubleValue();
    }
}
