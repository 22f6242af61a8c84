package dev.oncemark.sink.postgres;

import dev.oncemark.schema.CommandRow;
import dev.oncemark.schema.CourseChangeRow;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.EndedLessonRow;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.schema.Table;
import dev.oncemark.sink.rows.ProgressRows;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Function;
import javax.sql.DataSource;
import org.apache.kafka.common.TopicPartition;

/** Schema {@code progress}: a batch's rows and its offsets are stored together or not at all. */
public final class ProgressStore {

    /** Fails where nothing can be written: on a standby, and where the role has not the right. */
    private static final String TRY_TO_WRITE = "UPDATE progress.sink_offset SET next = next WHERE false";

    /**
     * A sink that was stopped in the middle of a transaction keeps its offsets locked as long as its socket lives. One
     * that has said nothing for ten seconds inside a transaction is taken for such, and its transaction undone.
     */
    private static final String END_STALLED = """
            SELECT count(pg_terminate_backend(pid)) FROM pg_stat_activity
            WHERE usename = current_user AND datname = current_database() AND pid <> pg_backend_pid()
              AND xact_start IS NOT NULL AND wait_event = 'ClientRead'
              AND state_change < now() - interval '10 seconds'
            """;

    /** What is written, the offsets aside. */
    public static final List<Table> TABLES =
            List.of(LessonRow.TABLE, EndedLessonRow.TABLE, CommandRow.TABLE, CourseRow.TABLE, CourseChangeRow.TABLE);

    private final DataSource connections;

    public ProgressStore(DataSource connections) {
        this.connections = connections;
    }

    /**
     * What one batch did to one table.
     *
     * @param inserted how many rows are new
     * @param different how many were there already, but with other values, or are complete twice without an end between:
     *     one thing decided twice, or what ended it is missing
     */
    public record Stored(Table table, int inserted, int different) {}

    /** What is to be done about the rows that PostgreSQL refuses, before the offsets move. */
    public interface BeforeCommit {
        /** Returns once they are safe elsewhere; nothing is stored if it throws. */
        void accept(List<RejectedRow> rejected);
    }

    /**
     * Stores one batch in one transaction. Nothing is stored if anything is thrown, unless it is the connection that
     * broke while committing: then the offsets tell.
     *
     * @throws OffsetsMovedException if the batch, or part of it, has been stored before
     */
    public List<Stored> store(List<Advance> advances, ProgressRows batch, BeforeCommit beforeCommit)
            throws SQLException, OffsetsMovedException {
        try (Connection connection = connections.getConnection()) {
            SinkOffsets.advance(connection, advances);
            BatchWriter writer = new BatchWriter(connection, batch);
            writer.write();
            beforeCommit.accept(writer.rejected());
            connection.commit();
            return writer.stored();
        }
    }

    /**
     * How far each partition is stored. One that no sink has ever read starts at {@code beginnings}.
     *
     * @param beginnings asked only for partitions that are new
     */
    public Map<TopicPartition, StoredPosition> offsets(
            Collection<TopicPartition> partitions,
            Function<Collection<TopicPartition>, Map<TopicPartition, Long>> beginnings)
            throws SQLException {
        try (Connection connection = connections.getConnection()) {
            Map<TopicPartition, StoredPosition> found = SinkOffsets.find(connection, partitions);
            if (!found.keySet().containsAll(partitions)) {
                List<TopicPartition> fresh = partitions.stream()
                        .filter(partition -> !found.containsKey(partition))
                        .toList();
                SinkOffsets.create(connection, beginnings.apply(fresh));
                found.putAll(SinkOffsets.find(connection, fresh));
            }
            connection.commit();
            return new HashMap<>(found);
        }
    }

    /** Throws if nothing can be written now. */
    public void tryToWrite() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement()) {
            statement.executeUpdate(TRY_TO_WRITE);
            connection.rollback();
        }
    }

    /** Undoes the transactions of sinks that have been silent in the middle of one; returns how many. */
    public int endStalledTransactions() throws SQLException {
        try (Connection connection = connections.getConnection();
                Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(END_STALLED)) {
            row.next();
            int ended = row.getInt(1);
            connection.commit();
            return ended;
        }
    }
}
