package dev.oncemark.sink.rows;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.schema.Column;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads back what {@link RowBatch} wrote, the slow way. */
final class BinaryRow {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    private BinaryRow() {}

    /** The values of a row, by the types of its table's columns. */
    static List<@Nullable Object> values(RowBatch rows, int row) {
        List<@Nullable Object> values = new ArrayList<>();
        rows.<RuntimeException>write(row, (bytes, offset, length) -> {
            ByteBuffer in = ByteBuffer.wrap(bytes, offset, length);
            int columns = in.getShort();
            for (int column = 0; column < columns; column++) {
                values.add(value(rows.table().columns().get(column).type(), in));
            }
            if (in.hasRemaining()) {
                throw new AssertionError(in.remaining() + " bytes too many");
            }
        });
        return values;
    }

    private static @Nullable Object value(Column.Type type, ByteBuffer in) {
        int length = in.getInt();
        if (length == -1) {
            return null;
        }
        byte[] field = new byte[length];
        in.get(field);
        ByteBuffer value = ByteBuffer.wrap(field);
        return switch (type) {
            case TEXT -> new String(field, UTF_8);
            case UUID -> new UUID(value.getLong(), value.getLong());
            case BIGINT -> value.getLong();
            case INTEGER -> value.getInt();
            case TIMESTAMPTZ -> EPOCH.plus(value.getLong(), ChronoUnit.MICROS);
            case TEXT_ARRAY -> texts(value);
        };
    }

    /** The elements of an array of one dimension, counted from 1, without nulls; or of none. */
    private static List<String> texts(ByteBuffer in) {
        int dimensions = in.getInt();
        assertThat(in.getInt()).as("nulls").isZero();
        assertThat(in.getInt()).as("type").isEqualTo(25);
        int size = dimensions == 0 ? 0 : in.getInt();
        assertThat(dimensions == 0 ? 1 : in.getInt()).as("first").isEqualTo(1);
        List<String> texts = new ArrayList<>();
        for (int element = 0; element < size; element++) {
            byte[] text = new byte[in.getInt()];
            in.get(text);
            texts.add(new String(text, UTF_8));
        }
        return texts;
    }
}
