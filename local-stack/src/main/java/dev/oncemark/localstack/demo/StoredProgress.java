package dev.oncemark.localstack.demo;

import dev.oncemark.localstack.Postgres;
import dev.oncemark.localstack.TextTable;
import dev.oncemark.localstack.process.Sleep;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;

/** What the sink has stored, as the API's role reads it. */
record StoredProgress(Postgres postgres) {

    private static final String LESSONS = """
            SELECT enrollment_id, lesson_id, request_id, sequence, completed_at, origin
            FROM progress.lesson_progress ORDER BY enrollment_id, sequence
            """;
    private static final String HISTORY = """
            SELECT lesson_id, sequence, attempt, ended_as, ended_reason, ended_actor, ended_sequence
            FROM progress.lesson_history ORDER BY sequence
            """;
    private static final String COURSES = "SELECT enrollment_id FROM progress.course_completion ORDER BY 1";

    /** The rows of lessons, once there are {@code wanted} of them or the limit is over. */
    TextTable lessons(int wanted, Duration limit) throws SQLException {
        return await(LESSONS, wanted, limit);
    }

    /** The rows of what has ended, once there are {@code wanted} of them or the limit is over. */
    TextTable history(int wanted, Duration limit) throws SQLException {
        return await(HISTORY, wanted, limit);
    }

    /** The enrollments whose course is complete, once there is one or the limit is over. */
    List<String> courses(Duration limit) throws SQLException {
        return await(COURSES, 1, limit).rows().stream().map(row -> row.get(0)).toList();
    }

    private TextTable await(String query, int wanted, Duration limit) throws SQLException {
        long deadline = System.nanoTime() + limit.toNanos();
        TextTable rows = select(query);
        while (rows.rows().size() < wanted && System.nanoTime() < deadline) {
            Sleep.of(Duration.ofMillis(50));
            rows = select(query);
        }
        return rows;
    }

    private TextTable select(String query) throws SQLException {
        try (Connection connection = postgres.connect("oncemark_api");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            return TextTable.of(rows);
        }
    }
}
