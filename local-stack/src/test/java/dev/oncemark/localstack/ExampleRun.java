package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** An example's rows, compared with what its scripts say: of the first snapshot, then of one transaction after the other. */
record ExampleRun(Example example, ExampleTail tail, Instant start) {

    private static final Duration LIMIT = Duration.ofSeconds(30);
    private static final Duration QUIET = Duration.ofSeconds(2);
    private static final List<String> ORDER = List.of("course", "section", "lesson", "progress", "enrollment");

    void shouldReadSnapshot() {
        List<String> expected = example.snapshot();
        List<ExampleRow> rows = tail.next(expected.size(), LIMIT.multipliedBy(2));
        assertThat(lines(rows)).as("snapshot of %s", example).containsExactlyInAnyOrderElementsOf(expected);
        assertThat(rows).allMatch(ExampleRow::isInPlace);
        tablesByPartition(rows)
                .values()
                .forEach(tables -> assertThat(tables)
                        .as("progress is read before enrollments, courses before lessons")
                        .isSortedAccordingTo((one, other) -> ORDER.indexOf(one) - ORDER.indexOf(other)));
    }

    private static Map<String, List<String>> tablesByPartition(List<ExampleRow> rows) {
        Map<String, List<String>> tables = new HashMap<>();
        rows.forEach(row -> tables.computeIfAbsent(
                        row.record().topic() + row.record().partition(), partition -> new ArrayList<>())
                .add(row.table()));
        return tables;
    }

    void shouldFollowChanges(Connection platform) throws SQLException {
        for (ExampleStep step : example.changes()) {
            run(platform, step.sql());
            List<ExampleRow> rows = tail.next(step.rows().size(), LIMIT);
            assertThat(lines(rows)).as(step.sql()).containsExactlyInAnyOrderElementsOf(step.rows());
            assertThat(rows).allMatch(ExampleRow::isInPlace);
        }
        assertThat(lines(tail.rest(QUIET))).as("behind the last change").isEmpty();
    }

    private List<String> lines(List<ExampleRow> rows) {
        return rows.stream().map(row -> row.line(start)).toList();
    }

    static void run(Connection platform, String sql) throws SQLException {
        try (Statement statement = platform.createStatement()) {
            statement.execute(sql);
        }
    }
}
