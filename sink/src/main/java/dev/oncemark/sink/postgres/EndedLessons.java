package dev.oncemark.sink.postgres;

import static java.util.stream.Collectors.joining;

import dev.oncemark.schema.Column;
import dev.oncemark.schema.EndedLessonRow;
import dev.oncemark.schema.LessonRow;
import dev.oncemark.sink.rows.RowBatch;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;

/**
 * Moves what has ended to {@code lesson_history}. A row there is never doubled and never removed; what ended it is the
 * first take-back of its lesson behind it, as far as take-backs are stored.
 */
final class EndedLessons {

    private static final String LESSON = LessonRow.TABLE.columnNames();
    private static final String END =
            EndedLessonRow.END.stream().map(Column::name).collect(joining(", "));

    /** The take-back that ended the row of {@code %1$s}: the first behind it. */
    private static final String FIRST_END = """
            SELECT c.status, c.request_id, c.reason, c.actor_id, c.decided_at, c.sequence
            FROM progress.enrollment_command c
            WHERE c.enrollment_id = %1$s.enrollment_id AND c.sequence > %1$s.sequence
              AND (c.status = 'RESET' OR c.status = 'REVOKED' AND c.lesson_id = %1$s.lesson_id)
            ORDER BY c.sequence LIMIT 1
            """;

    private static final String INCOMING = TableStatements.of(LessonRow.TABLE).incoming();

    private static final String INSERT = "INSERT INTO progress.lesson_history (%s".formatted(LESSON);

    /** The take-backs of a batch that are stored: two parameters, enrollments and sequences. */
    private static final String TAKE_BACKS = """
            WITH take_back AS (
                SELECT * FROM progress.enrollment_command
                JOIN unnest(?::text[], ?::bigint[]) AS batch (enrollment_id, sequence) USING (enrollment_id, sequence)
            )
            """;

    private static final String TAKES_BACK = """
            %1$s.enrollment_id = take_back.enrollment_id AND %1$s.sequence < take_back.sequence
            AND (take_back.status = 'RESET' OR take_back.status = 'REVOKED' AND take_back.lesson_id = %1$s.lesson_id)
            """;

    private static final String MOVE_ENDED = TAKE_BACKS
            + """
            , gone AS (
                DELETE FROM progress.lesson_progress lesson USING take_back WHERE %s RETURNING lesson.*
            )
            %s, %s) SELECT %s, ended.* FROM gone CROSS JOIN LATERAL (%s) ended ON CONFLICT DO NOTHING
            """.formatted(TAKES_BACK.formatted("lesson"), INSERT, END, prefixed("gone"), FIRST_END.formatted("gone"));

    /** Rows whose end was not known, or is before the one that was. */
    private static final String SET_EARLIER_END =
            TAKE_BACKS + """
            UPDATE progress.lesson_history lesson SET (%s) = (%s) FROM take_back
            WHERE %s AND (lesson.ended_sequence IS NULL OR lesson.ended_sequence > take_back.sequence)
            """.formatted(END, FIRST_END.formatted("lesson"), TAKES_BACK.formatted("lesson"));

    private static final String ADD_ENDED =
            """
            %s, %s) SELECT %s, ended.* FROM %s incoming CROSS JOIN LATERAL (%s) ended ON CONFLICT DO NOTHING
            """.formatted(INSERT, END, prefixed("incoming"), INCOMING, FIRST_END.formatted("incoming"));

    /** Incoming rows that a later acceptance follows, with nothing stored between that took the lesson back. */
    private static final String ADD_OVERTAKEN = """
            %s) SELECT %s
            FROM (SELECT *, max(sequence) OVER (PARTITION BY enrollment_id, lesson_id) AS latest FROM %s) incoming
            LEFT JOIN progress.lesson_progress stored
                ON stored.enrollment_id = incoming.enrollment_id AND stored.lesson_id = incoming.lesson_id
            WHERE incoming.sequence < greatest(incoming.latest, stored.sequence)
            ON CONFLICT DO NOTHING
            """.formatted(INSERT, prefixed("incoming"), INCOMING);

    private static final String REMOVE_ADDED = """
            WITH gone AS (
                DELETE FROM %s incoming USING progress.lesson_history lesson
                WHERE lesson.enrollment_id = incoming.enrollment_id AND lesson.sequence = incoming.sequence
                RETURNING (%s) IS DISTINCT FROM (%s) AS differs
            )
            SELECT count(*), count(*) FILTER (WHERE differs) FROM gone
            """.formatted(INCOMING, prefixed("incoming"), prefixed("lesson"));

    /** Stored rows that an incoming acceptance follows, likewise. */
    private static final String MOVE_OVERTAKEN = """
            WITH gone AS (
                DELETE FROM progress.lesson_progress lesson USING %s incoming
                WHERE lesson.enrollment_id = incoming.enrollment_id AND lesson.lesson_id = incoming.lesson_id
                  AND lesson.sequence < incoming.sequence
                RETURNING lesson.*
            )
            %s) SELECT %s FROM gone ON CONFLICT DO NOTHING
            """.formatted(INCOMING, INSERT, LESSON);

    private final Connection connection;
    private int moved;

    EndedLessons(Connection connection) {
        this.connection = connection;
    }

    /**
     * What of incoming rows is in {@code lesson_history} now.
     *
     * @param rows how many incoming rows are there, and need not be stored elsewhere
     * @param moved how many rows are new there
     * @param different how many are not as they were there, or were overtaken
     */
    record Taken(int rows, int moved, int different) {}

    static final Taken NONE = new Taken(0, 0, 0);

    private static String prefixed(String alias) {
        return LessonRow.TABLE.columns().stream()
                .map(column -> alias + "." + column.name())
                .collect(joining(", "));
    }

    /** Ends what is stored and taken back by {@code takeBacks}, as far as these are stored. */
    void end(RowBatch takeBacks) throws SQLException {
        String[] enrollments = new String[takeBacks.size()];
        Long[] sequences = new Long[takeBacks.size()];
        for (int row = 0; row < takeBacks.size(); row++) {
            enrollments[row] = takeBacks.text(row, 0);
            sequences[row] = takeBacks.bigint(row, 1);
        }
        moved += execute(MOVE_ENDED, enrollments, sequences);
        execute(SET_EARLIER_END, enrollments, sequences);
    }

    /** Takes those of the incoming rows that have ended, and ends what they follow. */
    Taken takeFromIncoming() throws SQLException {
        int ended = execute(ADD_ENDED);
        int overtaken = execute(ADD_OVERTAKEN);
        try (Statement run = connection.createStatement();
                ResultSet removed = run.executeQuery(REMOVE_ADDED)) {
            removed.next();
            int displaced = execute(MOVE_OVERTAKEN);
            return new Taken(
                    removed.getInt(1), ended + overtaken + displaced, removed.getInt(2) + overtaken + displaced);
        }
    }

    /** How many rows have been moved to {@code lesson_history}. */
    int moved() {
        return moved;
    }

    void moved(int more) {
        moved += more;
    }

    private int execute(String statement) throws SQLException {
        try (Statement run = connection.createStatement()) {
            return run.executeUpdate(statement);
        }
    }

    private int execute(String sql, String[] enrollments, Long[] sequences) throws SQLException {
        try (PreparedStatement run = connection.prepareStatement(sql)) {
            run.setArray(1, connection.createArrayOf("text", enrollments));
            run.setArray(2, connection.createArrayOf("bigint", sequences));
            return run.executeUpdate();
        }
    }
}
