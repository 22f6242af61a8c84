package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.Topics;
import dev.oncemark.ingest.progress.EnrollmentProgress.Applied;
import dev.oncemark.ingest.progress.EnrollmentProgress.CompletedCourse;
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

    private static final String LESSON = "SELECT " + StoredLesson.COLUMNS
            + " FROM progress.lesson_progress WHERE enrollment_id = ? AND lesson_id = ?";

    private static final String REQUEST = "SELECT " + StoredLesson.COLUMNS
            + " FROM progress.lesson_progress WHERE enrollment_id = ? AND request_id = ?";

    private static final String REQUESTS = "SELECT " + StoredLesson.COLUMNS
            + " FROM progress.lesson_progress JOIN unnest(?::text[], ?::uuid[]) AS asked (enrollment, request)"
            + " ON enrollment_id = asked.enrollment AND request_id = asked.request";

    private static final String LESSONS = "SELECT " + StoredLesson.COLUMNS
            + " FROM progress.lesson_progress WHERE enrollment_id = ? ORDER BY sequence";

    private static final String COURSE = """
            SELECT course_id, learner_id, completed_at, catalog_version, required_lessons, sequence, origin
            FROM progress.course_completion WHERE enrollment_id = ?""";

    private static final String APPLIED =
            "SELECT next, stored_at FROM progress.sink_offset WHERE topic = ? AND part = ?";

    private ProgressTables() {}

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    static Optional<CompletionResult> lesson(Connection connection, String enrollmentId, String lessonId)
            throws SQLException {
        return Optional.ofNullable(first(all(connection, LESSON, StoredLesson::of, enrollmentId, lessonId)));
    }

    static Optional<CompletionResult> request(Connection connection, String enrollmentId, UUID requestId)
            throws SQLException {
        return Optional.ofNullable(first(all(connection, REQUEST, StoredLesson::of, enrollmentId, requestId)));
    }

    /** The accepted results of these requests, each looked for in the enrollment at the same place of the other list. */
    static List<CompletionResult> requests(Connection connection, List<String> enrollments, List<UUID> requests)
            throws SQLException {
        return all(
                connection,
                REQUESTS,
                StoredLesson::of,
                connection.createArrayOf("text", enrollments.toArray()),
                connection.createArrayOf("uuid", requests.toArray()));
    }

    /** As of one moment. */
    static EnrollmentProgress progress(Connection connection, String enrollmentId, @Nullable Integer partition)
            throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            List<CompletionResult> lessons = all(connection, LESSONS, StoredLesson::of, enrollmentId);
            CompletedCourse course = first(all(connection, COURSE, ProgressTables::course, enrollmentId));
            Applied applied = partition == null ? null : applied(connection, partition);
            return new EnrollmentProgress(lessons, course, applied);
        } finally {
            connection.rollback();
        }
    }

    private static @Nullable Applied applied(Connection connection, int partition) throws SQLException {
        Row<Applied> row =
                found -> new Applied(partition, found.getLong("next"), StoredLesson.time(found, "stored_at"));
        return first(all(connection, APPLIED, row, Topics.COMPLETION_RESULTS.name(), partition));
    }

    private static CompletedCourse course(ResultSet row) throws SQLException {
        return new CompletedCourse(
                row.getString("course_id"),
                row.getString("learner_id"),
                StoredLesson.time(row, "completed_at"),
                row.getLong("catalog_version"),
                row.getInt("required_lessons"),
                row.getLong("sequence"),
                Origin.of(row.getString("origin")));
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
