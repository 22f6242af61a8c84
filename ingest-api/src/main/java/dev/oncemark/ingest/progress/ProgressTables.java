package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.CourseRow;
import dev.oncemark.schema.EndedLessonRow;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.schema.EnrollmentHistory;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.schema.StoredOffset;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.OffsetDateTime;
import java.util.ArrayList;
import java.util.List;
import java.util.Optional;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** The questions put to schema {@code progress}. Each uses a primary key: there is no index on {@code request_id}. */
final class ProgressTables {

    private static final String LESSON = LessonRow.TABLE.select() + " WHERE enrollment_id = ? AND lesson_id = ?";

    private static final String REQUEST = LessonRow.TABLE.select() + " WHERE enrollment_id = ? AND request_id = ?";

    /** The latest that ended: a request id that follows from the lesson may have completed it several times. */
    private static final String ENDED = EndedLessonRow.TABLE.select()
            + " WHERE enrollment_id = ? AND request_id = ? ORDER BY sequence DESC LIMIT 1";

    private static final String ATTEMPT =
            "SELECT coalesce(max(attempt), 1) FROM progress.enrollment_command WHERE enrollment_id = ?";

    private static final String LESSONS = LessonRow.TABLE.select() + " WHERE enrollment_id = ? ORDER BY sequence";

    private static final String COURSE = CourseRow.TABLE.select() + " WHERE enrollment_id = ? AND completion = ?";

    private static final String STATUS = "SELECT completion, ended_as, ended_reason, ended_at"
            + " FROM progress.course_status WHERE enrollment_id = ?";

    private ProgressTables() {}

    interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    static Optional<CompletionResult> lesson(Connection connection, String enrollmentId, String lessonId)
            throws SQLException {
        return Optional.ofNullable(first(all(connection, LESSON, LessonRow::result, enrollmentId, lessonId)));
    }

    /** Of a lesson that it completed, of one that it had completed and that ended, or of a command: the first of these. */
    static Optional<StoredResult> request(Connection connection, String enrollmentId, UUID requestId)
            throws SQLException {
        CompletionResult standing = first(all(connection, REQUEST, LessonRow::result, enrollmentId, requestId));
        if (standing != null) {
            return Optional.of(new StoredResult(standing, null));
        }
        EndedLesson ended = first(all(connection, ENDED, EndedLessonRow::ended, enrollmentId, requestId));
        if (ended != null) {
            return Optional.of(new StoredResult(ended.accepted(), ended.end()));
        }
        return EnrollmentHistory.ofRequests(connection, List.of(enrollmentId), List.of(requestId)).stream()
                .findFirst()
                .map(command -> new StoredResult(command, null));
    }

    /** As of one moment. */
    static EnrollmentProgress progress(Connection connection, String enrollmentId, @Nullable Integer partition)
            throws SQLException {
        connection.setAutoCommit(false);
        connection.setTransactionIsolation(Connection.TRANSACTION_REPEATABLE_READ);
        try {
            List<CompletionResult> lessons = all(connection, LESSONS, LessonRow::result, enrollmentId);
            Integer attempt = first(all(connection, ATTEMPT, row -> row.getInt(1), enrollmentId));
            return new EnrollmentProgress(
                    lessons,
                    attempt == null ? 1 : attempt,
                    course(connection, enrollmentId),
                    partition == null ? null : stored(connection, partition));
        } finally {
            connection.rollback();
        }
    }

    /** The completion that stands, or else the latest. */
    private static @Nullable CourseStatus course(Connection connection, String enrollmentId) throws SQLException {
        StoredStatus status = first(all(connection, STATUS, StoredStatus::of, enrollmentId));
        if (status == null) {
            return null;
        }
        CourseCompletion completion =
                first(all(connection, COURSE, CourseRow::completion, enrollmentId, status.completion()));
        return completion == null ? null : new CourseStatus(completion, status.end());
    }

    /** A row of the view {@code course_status}. */
    private record StoredStatus(int completion, CourseStatus.@Nullable End end) {
        static StoredStatus of(ResultSet row) throws SQLException {
            String as = row.getString(2);
            return new StoredStatus(
                    row.getInt(1),
                    as == null
                            ? null
                            : new CourseStatus.End(
                                    as,
                                    row.getString(3),
                                    row.getObject(4, OffsetDateTime.class).toInstant()));
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
