package dev.oncemark.verify.live;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.schema.CommandRow;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.CourseChangeRow;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.EndedLessonRow;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.schema.StoredOffset;
import dev.oncemark.verify.history.Log;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import java.util.function.Consumer;

/**
 * Schema {@code progress} as of one snapshot: rows and offsets are from the same instant. The transaction is read-only, and
 * kept open until the rows are read.
 */
final class Database implements AutoCloseable {

    private static final int FETCH = 5_000;

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
        query(StoredOffset.SELECT, row -> {
            StoredOffset offset = StoredOffset.of(row);
            stored.put(new Log(offset.topic(), offset.partition()), offset.next());
        });
    }

    long stored(Log log) {
        return stored.getOrDefault(log, 0L);
    }

    void lessons(Consumer<CompletionResult> each) {
        read(LessonRow.TABLE.select(), row -> each.accept(LessonRow.result(row)));
    }

    void ended(Consumer<EndedLesson> each) {
        read(EndedLessonRow.TABLE.select(), row -> each.accept(EndedLessonRow.ended(row)));
    }

    void commands(Consumer<CarriedOut> each) {
        read(CommandRow.TABLE.select(), row -> each.accept(CommandRow.carriedOut(row)));
    }

    void courses(Consumer<CourseCompletion> each) {
        read(CourseRow.TABLE.select(), row -> each.accept(CourseRow.completion(row)));
    }

    void changes(Consumer<CourseChange> each) {
        read(CourseChangeRow.TABLE.select(), row -> each.accept(CourseChangeRow.change(row)));
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
