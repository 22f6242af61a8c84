package dev.oncemark.bench.peer;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * What the old endpoint did inside the request, on one connection: it locked the enrollment's row, inserted under the unique
 * constraint, counted, and committed. Nothing else of it is here: no HTTP, no session, no foreign keys, no mail.
 */
public final class OldEndpoint implements AutoCloseable {

    private static final String UNIQUE_VIOLATION = "23505";

    private final Connection connection;
    private final PreparedStatement lock;
    private final PreparedStatement insert;
    private final PreparedStatement count;

    /** @param connection is closed with this */
    public OldEndpoint(Connection connection) throws SQLException {
        this.connection = connection;
        connection.setAutoCommit(false);
        this.lock = connection.prepareStatement("SELECT status FROM old.enrollment WHERE id = ? FOR UPDATE");
        this.insert = connection.prepareStatement(
                "INSERT INTO old.progress (enrollment_id, lesson_id, completed_at) VALUES (?, ?, now())");
        this.count = connection.prepareStatement("SELECT count(*) FROM old.progress WHERE enrollment_id = ?");
    }

    /** Its two tables, empty. */
    public static void createTables(Connection superuser) throws SQLException {
        try (Statement statement = superuser.createStatement()) {
            statement.execute("""
                CREATE SCHEMA old;
                CREATE TABLE old.enrollment (
                    id         text PRIMARY KEY,
                    learner_id text NOT NULL,
                    course_id  text NOT NULL,
                    status     text NOT NULL);
                CREATE TABLE old.progress (
                    enrollment_id text NOT NULL,
                    lesson_id     text NOT NULL,
                    completed_at  timestamptz NOT NULL,
                    PRIMARY KEY (enrollment_id, lesson_id))\
                """);
        }
    }

    /** Whether the lesson was not complete yet; it is when this returns. */
    public boolean complete(String enrollment, String lesson) throws SQLException {
        lock.setString(1, enrollment);
        try (ResultSet row = lock.executeQuery()) {
            if (!row.next()) {
                throw new IllegalStateException("no enrollment " + enrollment);
            }
        }
        insert.setString(1, enrollment);
        insert.setString(2, lesson);
        try {
            insert.executeUpdate();
        } catch (SQLException refused) {
            connection.rollback();
            if (UNIQUE_VIOLATION.equals(refused.getSQLState())) {
                return false;
            }
            throw refused;
        }
        countLessons(enrollment);
        connection.commit();
        return true;
    }

    /** To know whether the course is complete. */
    private void countLessons(String enrollment) throws SQLException {
        count.setString(1, enrollment);
        try (ResultSet row = count.executeQuery()) {
            row.next();
        }
    }

    @Override
    public void close() throws SQLException {
        connection.close();
    }
}
