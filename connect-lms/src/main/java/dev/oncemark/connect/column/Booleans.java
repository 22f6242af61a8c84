package dev.oncemark.connect.column;

import java.math.BigDecimal;
import java.util.Locale;

/** Yes and no, as platforms store them. */
public final class Booleans {

    private Booleans() {}

    /**
     * From a boolean, from 0 and 1, or from {@code t}, {@code true}, {@code y}, {@code yes}, {@code 1} and their opposites,
     * in any case.
     *
     * @throws UnreadableValueException if it is none of these
     */
    public static boolean of(Object value) {
        if (value instanceof Boolean flag) {
            return flag;
        }
        if (value instanceof Number number) {
            return ofNumber(number);
        }
        return switch (value.toString().toLowerCase(Locale.ROOT)) {
            case "t", "true", "y", "yes", "1" -> true;
            case "f", "false", "n", "no", "0" -> false;
            default -> throw wrong(value);
        };
    }

    private static boolean ofNumber(Number number) {
        BigDecimal decimal = Numbers.decimal(number);
        if (decimal.signum() == 0) {
            return false;
        }
        if (decimal.compareTo(BigDecimal.ONE) == 0) {
            return true;
        }
        throw wrong(number);
    }

    private static UnreadableValueException wrong(Object value) {
        return UnreadableValueException.of(value, "is neither true nor false");
    }
}
