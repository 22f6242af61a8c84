package dev.oncemark.schema;

import static dev.oncemark.schema.Column.Type.INTEGER;
import static dev.oncemark.schema.Column.Type.TEXT;
import static dev.oncemark.schema.Column.optional;
import static java.util.Objects.requireNonNull;

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Origin;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;

/**
 * Every accepted change of an enrollment: what was completed or waived, whether it stands or has ended, what was taken
 * back, and where attempts began. Each is the result that said so, without {@code requiredCompleted} and {@code required},
 * which no row has. The tables are read by their primary keys.
 */
public final class EnrollmentHistory {

    private static final Column STATUS = optional("status", "status", TEXT);
    private static final Column KIND = optional("kind", "command", TEXT);
    private static final Column REASON = optional("reason", "commandReason", TEXT);
    private static final Column ACTOR_ID = optional("actor_id", "actorId", TEXT);
    private static final Column ENDED_COMPLETION = optional("ended_completion", "endedCompletion", INTEGER);
    private static final Column REVOKED = optional("revoked_request_id", "revokedRequestId", Column.Type.UUID);

    /** The request that a take-back ended is known from what it ended: of several, the one that it found. */
    private static final String SELECT = """
            WITH command AS (
                SELECT * FROM progress.enrollment_command WHERE enrollment_id = ? AND sequence > ?
            ), accepted AS (
                SELECT %1$s FROM progress.lesson_progress WHERE enrollment_id = ? AND sequence > ?
                UNION ALL
                SELECT %1$s FROM progress.lesson_history WHERE enrollment_id = ? AND sequence > ?
            )
            SELECT accepted.*, 'ACCEPTED' AS status, kind, reason, actor_id,
                   NULL::integer AS ended_completion, NULL::uuid AS revoked_request_id
            FROM accepted LEFT JOIN command USING (sequence)
            UNION ALL
            SELECT enrollment_id, lesson_id, course_id, learner_id, request_id, sequence, NULL, occurred_at, decided_at,
                   'API', catalog_version, in_topic, in_partition, in_offset, attempt, NULL, status, kind, reason, actor_id,
                   ended_completion,
                   (SELECT ended.request_id FROM progress.lesson_history ended
                    WHERE ended.enrollment_id = command.enrollment_id AND ended.lesson_id = command.lesson_id
                      AND ended.ended_sequence = command.sequence
                    ORDER BY ended.sequence DESC LIMIT 1)
            FROM command WHERE status <> 'ACCEPTED'
            ORDER BY sequence LIMIT ?
            """.formatted(LessonRow.TABLE.columnNames());

    /** By the first column of the primary keys: there is no index on {@code request_id}. */
    private static final String BY_REQUEST = """
            WITH asked AS (SELECT * FROM unnest(?::text[], ?::uuid[]) AS asked (enrollment, request))
            SELECT %1$s, 'ACCEPTED' AS status, CASE WHEN waiver IS NOT NULL THEN 'WAIVE' END AS kind, waiver AS reason,
                   NULL AS actor_id, NULL::integer AS ended_completion, NULL::uuid AS revoked_request_id
            FROM progress.lesson_progress JOIN asked ON enrollment_id = asked.enrollment AND request_id = asked.request
            UNION ALL
            SELECT %1$s, 'ACCEPTED', CASE WHEN waiver IS NOT NULL THEN 'WAIVE' END, waiver, NULL, NULL, NULL
            FROM progress.lesson_history JOIN asked ON enrollment_id = asked.enrollment AND request_id = asked.request
            UNION ALL
            SELECT enrollment_id, lesson_id, course_id, learner_id, request_id, sequence, NULL, occurred_at, decided_at,
                   'API', catalog_version, in_topic, in_partition, in_offset, attempt, NULL, status, kind, reason, actor_id,
                   ended_completion, NULL
            FROM progress.enrollment_command JOIN asked ON enrollment_id = asked.enrollment AND request_id = asked.request
            WHERE status <> 'ACCEPTED'
            """.formatted(LessonRow.TABLE.columnNames());

    private EnrollmentHistory() {}

    /**
     * The changes that these requests made, in no order; one request may have made several.
     *
     * @param enrollments for each request, the enrollment in which it is looked for
     */
    public static List<CompletionResult> ofRequests(
            Connection connection, List<String> enrollments, List<UUID> requests) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(BY_REQUEST)) {
            select.setArray(1, connection.createArrayOf("text", enrollments.toArray()));
            select.setArray(2, connection.createArrayOf("uuid", requests.toArray()));
            return changes(select);
        }
    }

    /**
     * The changes behind {@code after}, oldest first.
     *
     * @param after a sequence; 0 for all
     * @param limit how many at most
     */
    public static List<CompletionResult> read(Connection connection, String enrollmentId, long after, int limit)
            throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(SELECT)) {
            for (int at = 1; at < 7; at += 2) {
                select.setString(at, enrollmentId);
                select.setLong(at + 1, after);
            }
            select.setInt(7, limit);
            return changes(select);
        }
    }

    private static List<CompletionResult> changes(PreparedStatement select) throws SQLException {
        List<CompletionResult> changes = new ArrayList<>();
        try (ResultSet row = select.executeQuery()) {
            while (row.next()) {
                changes.add(change(row));
            }
        }
        return changes;
    }

    private static CompletionResult change(ResultSet row) throws SQLException {
        return new CompletionResult(
                LessonRow.REQUEST_ID.uuid(row),
                LessonRow.ENROLLMENT_ID.text(row),
                LessonRow.LESSON_ID.optionalText(row),
                LessonRow.COURSE_ID.text(row),
                requireNonNull(STATUS.constant(row, Status.REJECTED)),
                null,
                null,
                LessonRow.COMPLETED_AT.optionalTime(row),
                LessonRow.SEQUENCE.bigint(row),
                LessonRow.OCCURRED_AT.time(row),
                LessonRow.DECIDED_AT.time(row),
                Origin.of(LessonRow.ORIGIN.text(row)),
                LessonRow.CATALOG_VERSION.optionalBigint(row),
                LessonRow.IN_TOPIC.text(row),
                LessonRow.IN_PARTITION.integer(row),
                LessonRow.IN_OFFSET.bigint(row),
                LessonRow.LEARNER_ID.optionalText(row),
                LessonRow.ATTEMPT.integer(row),
                null,
                null,
                KIND.constant(row, Kind.UNRECOGNIZED),
                REASON.optionalText(row),
                ACTOR_ID.optionalText(row),
                LessonRow.WAIVER.constant(row, Waiver.UNRECOGNIZED),
                REVOKED.optionalUuid(row),
                ENDED_COMPLETION.optionalInteger(row),
                null);
    }
}
