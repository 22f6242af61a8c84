package dev.oncemark.connect.column;

import java.math.BigDecimal;
import java.math.BigInteger;
import java.nio.ByteBuffer;
import java.util.Locale;
import java.util.function.Function;
import org.apache.kafka.connect.data.Date;
import org.apache.kafka.connect.data.Decimal;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.data.Timestamp;

/**
 * How the values of one type are read. Names of types are those of Debezium's connectors for PostgreSQL, MySQL and MariaDB,
 * in all their modes ({@code time.precision.mode}, {@code decimal.handling.mode}).
 *
 * @param function from Connect's value to what {@link ValueType} says
 */
record Decoder(ValueType type, Function<Object, Object> function) {

    static Decoder of(Schema schema) {
        String name = schema.name();
        if (name == null) {
            return plain(schema);
        }
        return switch (name) {
            case Decimal.LOGICAL_NAME -> new Decoder(ValueType.NUMBER, value -> value);
            case "io.debezium.data.VariableScaleDecimal" -> new Decoder(ValueType.NUMBER, Decoder::variableScale);
            case "io.debezium.data.Bits" -> new Decoder(ValueType.NUMBER, Decoder::bits);
            case "io.debezium.data.Uuid" ->
                new Decoder(ValueType.TEXT, value -> value.toString().toLowerCase(Locale.ROOT));
            case Timestamp.LOGICAL_NAME, Date.LOGICAL_NAME -> new Decoder(ValueType.LOCAL_TIME, Decoder::connectDate);
            case "io.debezium.time.Date" ->
                new Decoder(ValueType.LOCAL_TIME, value -> Times.ofDays(((Number) value).longValue()));
            case "io.debezium.time.Timestamp" ->
                new Decoder(ValueType.LOCAL_TIME, value -> Times.ofMillis(((Number) value).longValue()));
            case "io.debezium.time.MicroTimestamp" ->
                new Decoder(ValueType.LOCAL_TIME, value -> Times.ofMicros(((Number) value).longValue()));
            case "io.debezium.time.NanoTimestamp" ->
                new Decoder(ValueType.LOCAL_TIME, value -> Times.ofNanos(((Number) value).longValue()));
            case "io.debezium.time.ZonedTimestamp" ->
                new Decoder(ValueType.INSTANT, value -> Times.zoned(value.toString()));
            // Debezium writes Z behind what has no zone.
            case "io.debezium.time.IsoTimestamp", "io.debezium.time.IsoDate" ->
                new Decoder(ValueType.LOCAL_TIME, value -> Times.local(value.toString()));
            default -> name.startsWith("io.debezium.time.") && !name.endsWith(".Year") ? other() : plain(schema);
        };
    }

    private static Decoder plain(Schema schema) {
        return switch (schema.type()) {
            case INT8, INT16, INT32, INT64 -> new Decoder(ValueType.NUMBER, value -> ((Number) value).longValue());
            case FLOAT32, FLOAT64 -> new Decoder(ValueType.NUMBER, Decoder::decimal);
            case BOOLEAN -> new Decoder(ValueType.BOOLEAN, value -> value);
            // A char(n) is filled with spaces, and nothing says which text is of that type.
            case STRING -> new Decoder(ValueType.TEXT, value -> withoutTrailingSpaces((String) value));
            case BYTES -> new Decoder(ValueType.BINARY, Decoder::bytes);
            case ARRAY, MAP, STRUCT -> other();
        };
    }

    private static Decoder other() {
        return new Decoder(ValueType.OTHER, value -> value);
    }

    private static String withoutTrailingSpaces(String text) {
        int end = text.length();
        while (end > 0 && text.charAt(end - 1) == ' ') {
            end--;
        }
        return text.substring(0, end);
    }

    private static Object decimal(Object value) {
        try {
            return new BigDecimal(value.toString());
        } catch (NumberFormatException infinite) {
            throw UnreadableValueException.of(value, "is no number");
        }
    }

    private static Object variableScale(Object value) {
        Struct struct = (Struct) value;
        return new BigDecimal(new BigInteger(bytes(struct.get("value"))), struct.getInt32("scale"));
    }

    /** Debezium's bits are bytes, the lowest first. */
    private static Object bits(Object value) {
        byte[] bytes = bytes(value);
        byte[] highestFirst = new byte[bytes.length + 1];
        for (int at = 0; at < bytes.length; at++) {
            highestFirst[bytes.length - at] = bytes[at];
        }
        return new BigDecimal(new BigInteger(highestFirst));
    }

    private static byte[] bytes(Object value) {
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        return (byte[]) value;
    }

    @SuppressWarnings("JavaUtilDate") // what Connect's own logical types are
    private static Object connectDate(Object value) {
        return Times.ofMillis(((java.util.Date) value).getTime());
    }
}
