package dev.oncemark.verify.live;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import dev.oncemark.verify.history.Log;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.UUID;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/**
 * Schema {@code progress} as of one snapshot: rows and offsets are from the same instant. The transaction is read-only, and
 * kept open until the rows are read.
 */
final class Database implements AutoCloseable {

    private static final int FETCH = 5_000;

    private static final String OFFSETS = "SELECT topic, part, next FROM progress.sink_offset";

    private static final String LESSONS = """
            SELECT request_id, enrollment_id, lesson_id, course_id, completed_at, sequence, occurred_at, decided_at,
                   origin, catalog_version, in_topic, in_partition, in_offset, learner_id
            FROM progress.lesson_progress
            """;

    private static final String COURSES = """
            SELECT enrollment_id, course_id, learner_id, completed_at, catalog_version, required_lessons, sequence, origin
            FROM progress.course_completion
            """;

    private final Connection connection;
    private final Map<Log, Long> stored = new HashMap<>();

    private Database(Connection connection) {
        this.connection = connection;
    }

    /** How PostgreSQL is reached. */
    record Access(String url, String user, String password) {}

    static Database open(Access access) {
        Properties properties = new Properties();
        properties.put("user", access.user());
        properties.put("password", access.password());
        properties.put("connectTimeout", "5");
        properties.put("ApplicationName", "oncemark-verify");
        try {
            Database database = new Database(DriverManager.getConnection(access.url(), properties));
            database.takeSnapshot();
            return database;
        } catch (SQLException away) {
            throw new CannotCheckException("PostgreSQL at %s: %s".formatted(access.url(), away.getMessage()), away);
        }
    }

    private void takeSnapshot() throws SQLException {
        connection.setReadOnly(true);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        connection.setAutoCommit(false);
        query(OFFSETS, row -> stored.put(new Log(row.getString(1), row.getInt(2)), row.getLong(3)));
    }

    long stored(Log log) {
        return stored.getOrDefault(log, 0L);
    }

    void lessons(Consumer<CompletionResult> each) {
        read(LESSONS, row -> each.accept(lesson(row)));
    }

    void courses(Consumer<CourseCompletion> each) {
        read(COURSES, row -> each.accept(course(row)));
    }

    private static CompletionResult lesson(ResultSet row) throws SQLException {
        return new CompletionResult(
                row.getObject(1, UUID.class),
                row.getString(2),
                row.getString(3),
                row.getString(4),
                Status.ACCEPTED,
                null,
                null,
                time(row, 5),
                row.getLong(6),
                time(row, 7),
                time(row, 8),
                Origin.of(row.getString(9)),
                number(row, 10),
                row.getString(11),
                row.getInt(12),
                row.getLong(13),
                row.getString(14));
    }

    private static CourseCompletion course(ResultSet row) throws SQLException {
        return new CourseCompletion(
                row.getString(1),
                row.getString(2),
                row.getString(3),
                time(row, 4),
                row.getLong(5),
                row.getInt(6),
                row.getLong(7),
                Origin.of(row.getString(8)));
    }

    private static Instant time(ResultSet row, int column) throws SQLException {
        return row.getObject(column, OffsetDateTime.class).toInstant();
    }

    private static @Nullable Long number(ResultSet row, int column) throws SQLException {
        long number = row.getLong(column);
        return row.wasNull() ? null : number;
    }

    /** What is done with each row. */
    private interface RowReader {
        void read(ResultSet row) throws SQLException;
    }

    private void read(String sql, RowReader reader) {
        try {
            query(sql, reader);
        } catch (SQLException failed) {
            throw new CannotCheckException("PostgreSQL: " + failed.getMessage(), failed);
        }
    }

    /** A part of the rows at a time is in memory. */
    private void query(String sql, RowReader reader) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.setFetchSize(FETCH);
            try (ResultSet rows = statement.executeQuery(sql)) {
                while (rows.next()) {
                    reader.read(rows);
                }
            }
        }
    }

    @Override
    public void close() {
        try {
            connection.close();
        } catch (SQLException gone) {
            throw new CannotCheckException("PostgreSQL: " + gone.getMessage(), gone);
        }
    }
}
