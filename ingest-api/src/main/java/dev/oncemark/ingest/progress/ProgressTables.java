package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.schema.StoredOffset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The questions put to schema {@code progress}. Each uses a primary key: there is no index on {@code request_id}. */
final class ProgressTables {

    private static final String LESSON = LessonRow.TABLE.select() + " WHERE enrollment_id = ? AND lesson_id = ?";

    private static final String REQUEST = LessonRow.TABLE.select() + " WHERE enrollment_id = ? AND request_id = ?";

    private static final String REQUESTS = LessonRow.TABLE.select()
            + " JOIN unnest(?::text[], ?::uuid[]) AS asked (enrollment, request)"
            + " ON enrollment_id = asked.enrollment AND request_id = asked.request";

    private static final String LESSONS = LessonRow.TABLE.select() + " WHERE enrollment_id = ? ORDER BY sequence";

    private static final String COURSE = CourseRow.TABLE.select() + " WHERE enrollment_id = ?";

    private ProgressTables() {}

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    static Optional<CompletionResult> lesson(Connection connection, String enrollmentId, String lessonId)
            throws SQLException {
        return Optional.ofNullable(first(all(connection, LESSON, LessonRow::result, enrollmentId, lessonId)));
    }

    static Optional<CompletionResult> request(Connection connection, String enrollmentId, UUID requestId)
            throws SQLException {
        return Optional.ofNullable(first(all(connection, REQUEST, LessonRow::result, enrollmentId, requestId)));
    }

    /** The accepted results of these requests, each looked for in the enrollment at the same place of the other list. */
    static List<CompletionResult> requests(Connection connection, List<String> enrollments, List<UUID> requests)
            throws SQLException {
        return all(
                connection,
                REQUESTS,
                LessonRow::result,
                connection.createArrayOf("text", enrollments.toArray()),
                connection.createArrayOf("uuid", requests.toArray()));
    }

    /** As of one moment. */
    static EnrollmentProgress progress(Connection connection, String enrollmentId, @Nullable Integer partition)
            throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            List<CompletionResult> lessons = all(connection, LESSONS, LessonRow::result, enrollmentId);
            CourseCompletion course = first(all(connection, COURSE, CourseRow::completion, enrollmentId));
            return new EnrollmentProgress(lessons, course, partition == null ? null : stored(connection, partition));
        } finally {
            connection.rollback();
        }
    }

    private static @Nullable StoredOffset stored(Connection connection, int partition) throws SQLException {
        String topic = Topics.COMPLETION_RESULTS.name();
        return first(all(connection, StoredOffset.SELECT_ONE, StoredOffset::of, topic, partition));
    }

    private static <T> List<T> all(Connection connection, String sql, Row<T> row, Object... values)
            throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(sql)) {
            for (int at = 0; at < values.length; at++) {
                statement.setObject(at + 1, values[at]);
            }
            List<T> found = new ArrayList<>();
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    found.add(row.of(rows));
                }
            }
            return found;
        }
    }

    private static <T> @Nullable T first(List<T> found) {
        return found.isEmpty() ? null : found.get(0);
    }
}
