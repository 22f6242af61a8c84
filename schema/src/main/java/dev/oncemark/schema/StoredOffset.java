package dev.oncemark.schema;

import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Instant;
import java.time.OffsetDateTime;

/**
 * A row of {@code sink_offset}: how far a partition is stored.
 *
 * @param next the offset of the first record that is not stored yet
 * @param storedAt when that last moved
 */
public record StoredOffset(String topic, int partition, long next, Instant storedAt) {

    /** {@code SELECT} of every row, as {@link #of} reads it. */
    public static final String SELECT = "SELECT topic, part, next, stored_at FROM progress.sink_offset";

    /** {@link #SELECT} of one topic's partition: two parameters. */
    public static final String SELECT_ONE = SELECT + " WHERE topic = ? AND part = ?";

    public static StoredOffset of(ResultSet row) throws SQLException {
        return new StoredOffset(
                row.getString(1),
                row.getInt(2),
                row.getLong(3),
                row.getObject(4, OffsetDateTime.class).toInstant());
    }
}
