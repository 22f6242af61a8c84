package dev.oncemark.connect.column;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.util.Arrays;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * A row as it is now, and as it was before a change where the platform's log has that. A default of a column never stands
 * in for its NULL.
 *
 * @param row the row that is read: after a change, or before a deletion
 * @param before the row before an update, for values that PostgreSQL left out because they did not change (TOAST)
 */
public record RowImages(Struct row, @Nullable Struct before) {

    private static final String UNAVAILABLE = "__debezium_unavailable_value";
    private static final byte[] UNAVAILABLE_BYTES = UNAVAILABLE.getBytes(UTF_8);

    /** @throws UnreadableValueException if the log has the value in neither image */
    @Nullable
    Object value(String column) {
        Object value = row.getWithoutDefault(column);
        if (value == null || !isUnavailable(value)) {
            return value;
        }
        Object earlier = before == null ? value : before.getWithoutDefault(column);
        if (earlier != null && isUnavailable(earlier)) {
            throw new UnreadableValueException("is not in the log, since it is large and did not change;"
                    + " the table needs REPLICA IDENTITY FULL");
        }
        return earlier;
    }

    private static boolean isUnavailable(Object value) {
        if (value instanceof String text) {
            return text.equals(UNAVAILABLE);
        }
        if (value instanceof byte[] bytes) {
            return Arrays.equals(bytes, UNAVAILABLE_BYTES);
        }
        return value instanceof ByteBuffer buffer && buffer.equals(ByteBuffer.wrap(UNAVAILABLE_BYTES));
    }
}
