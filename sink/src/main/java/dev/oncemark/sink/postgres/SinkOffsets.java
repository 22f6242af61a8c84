package dev.oncemark.sink.postgres;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.common.TopicPartition;

/** The next offset of every partition: PostgreSQL's is the truth, since it moves together with the rows. */
final class SinkOffsets {

    private static final String FIND =
            "SELECT next, greatest(next, furthest) FROM progress.sink_offset WHERE topic = ? AND part = ?";

    private static final String CREATE = """
            INSERT INTO progress.sink_offset (topic, part, next) VALUES (?, ?, ?)
            ON CONFLICT DO NOTHING
            """;

    private static final String ADVANCE = """
            UPDATE progress.sink_offset SET next = ?, furthest = greatest(next, furthest, ?), stored_at = now()
            WHERE topic = ? AND part = ? AND next = ?
            """;

    private SinkOffsets() {}

    static Map<TopicPartition, StoredPosition> find(Connection connection, Collection<TopicPartition> partitions)
            throws SQLException {
        Map<TopicPartition, StoredPosition> found = new HashMap<>();
        try (PreparedStatement find = connection.prepareStatement(FIND)) {
            for (TopicPartition partition : partitions) {
                find.setString(1, partition.topic());
                find.setInt(2, partition.partition());
                try (ResultSet row = find.executeQuery()) {
                    if (row.next()) {
                        found.put(partition, new StoredPosition(row.getLong(1), row.getLong(2)));
                    }
                }
            }
        }
        return found;
    }

    /** Leaves the offset alone where another sink has created it meanwhile. */
    static void create(Connection connection, Map<TopicPartition, Long> beginnings) throws SQLException {
        try (PreparedStatement create = connection.prepareStatement(CREATE)) {
            for (Map.Entry<TopicPartition, Long> beginning : beginnings.entrySet()) {
                create.setString(1, beginning.getKey().topic());
                create.setInt(2, beginning.getKey().partition());
                create.setLong(3, beginning.getValue());
                create.addBatch();
            }
            create.executeBatch();
        }
    }

    /**
     * Moves every offset from its start to its end. The rows stay locked until the transaction's end, so a late batch of
     * a sink that has lost the partition waits here, and then finds the offset moved.
     *
     * @throws OffsetsMovedException if one is not at its start
     */
    static void advance(Connection connection, List<Advance> advances) throws SQLException, OffsetsMovedException {
        List<Advance> ordered = advances.stream().sorted(Advance.ORDER).toList();
        try (PreparedStatement update = connection.prepareStatement(ADVANCE)) {
            for (Advance advance : ordered) {
                update.setLong(1, advance.end());
                update.setLong(2, advance.end());
                update.setString(3, advance.partition().topic());
                update.setInt(4, advance.partition().partition());
                update.setLong(5, advance.start());
                update.addBatch();
            }
            check(ordered, update.executeBatch());
        }
    }

    private static void check(List<Advance> advances, int[] updated) throws OffsetsMovedException {
        for (int i = 0; i < updated.length; i++) {
            if (updated[i] != 1) {
                Advance moved = advances.get(i);
                throw new OffsetsMovedException(
                        "the next offset of " + moved.partition() + " is not " + moved.start() + " any more");
            }
        }
    }
}
