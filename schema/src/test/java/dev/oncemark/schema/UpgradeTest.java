package dev.oncemark.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.Postgres;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** Schema {@code progress} of version 0.1.0, with the rows of a recorded installation, as this version takes it over. */
class UpgradeTest {

    private static final Path RECORDED = Path.of("..", "end-to-end", "recordings", "0.1.0", "postgres.sql");

    private static final String FIRST_TABLE = "CREATE TABLE progress.flyway_schema_history";
    private static final String LAST_COMMENT = "COMMENT ON COLUMN progress.sink_offset.stored_at";

    /** As the sink of version 0.1.0 stores rows. */
    private static final String OLD_LESSON = """
            INSERT INTO progress.lesson_progress (enrollment_id, lesson_id, course_id, learner_id, request_id, sequence,
                completed_at, occurred_at, decided_at, origin, catalog_version, in_topic, in_partition, in_offset)
            VALUES ('old', 'lesson', 'course', NULL, '7d96f6db-82e7-4006-a1c0-000000000001', 1, now(), now(), now(), 'API',
                7, 'completion-requests', 1, 2) ON CONFLICT DO NOTHING
            """;

    private static final String OLD_COURSE = """
            INSERT INTO progress.course_completion (enrollment_id, course_id, learner_id, completed_at, catalog_version,
                required_lessons, sequence, origin)
            VALUES ('old', 'course', NULL, now(), 7, 1, 1, 'API') ON CONFLICT DO NOTHING
            """;

    private static final String OLD_OFFSET =
            "UPDATE progress.sink_offset SET next = next + 1, stored_at = now() WHERE part = 0";

    @TempDir
    private Path directory;

    private Postgres postgres;
    private Connection connection;

    @BeforeEach
    void start() throws Exception {
        postgres = new Postgres(directory, 0);
        postgres.start();
        connection = postgres.connect("oncemark_sink");
        String recorded = Files.readString(RECORDED, UTF_8);
        execute(recorded.substring(recorded.indexOf(FIRST_TABLE), recorded.indexOf(LAST_COMMENT)));
        for (String line : recorded.split("\n", -1)) {
            if (line.startsWith("INSERT INTO progress.")) {
                execute(line);
            }
        }
    }

    @AfterEach
    void stop() throws SQLException {
        connection.close();
        postgres.close();
    }

    @Test
    void shouldKeepEveryRow() throws SQLException {
        List<String> lessons =
                texts("SELECT enrollment_id, lesson_id, request_id, sequence FROM progress.lesson_progress");
        List<String> courses = texts("SELECT enrollment_id, completed_at, sequence FROM progress.course_completion");
        migrate();

        assertThat(lessons).hasSizeGreaterThan(40);
        assertThat(courses).isNotEmpty();
        assertThat(texts("SELECT enrollment_id, lesson_id, request_id, sequence FROM progress.lesson_progress"
                        + " WHERE attempt = 1 AND waiver IS NULL"))
                .isEqualTo(lessons);
        assertThat(texts("SELECT enrollment_id, completed_at, sequence FROM progress.course_completion"
                        + " WHERE attempt = 1 AND completion = 1"))
                .isEqualTo(courses);
        assertThat(texts("SELECT enrollment_id, completed_at FROM progress.course_status WHERE stands"))
                .hasSameSizeAs(courses);
        assertThat(texts("SELECT topic FROM progress.sink_offset WHERE furthest IS DISTINCT FROM next"))
                .isEmpty();
    }

    /** Nothing of it is written again: a table of any size takes the same time. */
    @Test
    void shouldNotRewriteTheTableOfLessons() throws SQLException {
        String file = "SELECT pg_relation_filenode('progress.lesson_progress')";
        List<String> before = texts(file);
        migrate();

        assertThat(texts(file)).isEqualTo(before);
    }

    /** Until it is replaced. */
    @Test
    void shouldLetASinkOfTheVersionBeforeGoOn() throws SQLException {
        migrate();
        for (int twice = 0; twice < 2; twice++) {
            execute(OLD_LESSON);
            execute(OLD_COURSE);
            execute(OLD_OFFSET);
        }

        assertThat(texts("SELECT attempt, waiver FROM progress.lesson_progress WHERE enrollment_id = 'old'"))
                .containsExactly("(1,)");
        assertThat(texts("SELECT completion, attempt FROM progress.course_completion WHERE enrollment_id = 'old'"))
                .containsExactly("(1,1)");
    }

    @Test
    void shouldWaitForABatchOfTheVersionBefore() throws Exception {
        try (Connection old = postgres.connect("oncemark_sink");
                Statement batch = old.createStatement()) {
            old.setAutoCommit(false);
            batch.execute(OLD_OFFSET);
            CompletableFuture<Void> migration = CompletableFuture.runAsync(this::migrate);
            while (texts("SELECT FROM pg_locks WHERE NOT granted").isEmpty()) {
                Thread.sleep(20);
            }
            batch.execute(OLD_LESSON);
            batch.execute(OLD_COURSE);
            old.commit();
            migration.get(30, TimeUnit.SECONDS);
        }
        assertThat(texts("SELECT lesson_id FROM progress.lesson_progress WHERE enrollment_id = 'old' AND attempt = 1"))
                .containsExactly("(lesson)");
    }

    private void migrate() {
        Migrations.migrate(postgres.connections("oncemark_sink"));
    }

    private void execute(String sql) throws SQLException {
        try (Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    /** The rows, each as one text, in order. */
    private List<String> texts(String select) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery("SELECT r::text FROM (%s) r ORDER BY 1".formatted(select))) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
