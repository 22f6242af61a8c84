package dev.oncemark.adopt;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.cli.Oncemark;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.localstack.Postgres;
import java.io.IOException;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** A school's tables, none of which looks like Oncemark's own. */
class DryRunCommandTest {

    private static final String SCHOOL = """
            DROP SCHEMA IF EXISTS school CASCADE;
            DROP PUBLICATION IF EXISTS school;
            CREATE SCHEMA school;
            CREATE TABLE school.courses (course_id bigint PRIMARY KEY, name text, is_live boolean);
            CREATE TABLE school.units (unit_id bigint, course_id bigint, optional smallint, gone timestamptz);
            CREATE TABLE school.signups (student_id bigint, course_id bigint, state text, PRIMARY KEY (student_id, course_id));
            CREATE TABLE school.done (
                student_id bigint, course_id bigint, unit_id bigint, state text, done_at timestamp(3), notes text,
                PRIMARY KEY (student_id, course_id, unit_id));
            ALTER TABLE school.units REPLICA IDENTITY FULL;
            GRANT USAGE ON SCHEMA school TO oncemark_debezium;
            GRANT SELECT ON ALL TABLES IN SCHEMA school TO oncemark_debezium;
            CREATE PUBLICATION school FOR TABLE school.courses, school.units, school.signups, school.done;
            INSERT INTO school.courses VALUES (7, 'Algebra', true), (8, 'Sets', false);
            INSERT INTO school.units VALUES (70, 7, 0, NULL), (71, 7, 1, NULL), (80, 8, 0, NULL);
            INSERT INTO school.signups VALUES (1, 7, 'enrolled'), (2, 7, 'left');
            INSERT INTO school.done VALUES (1, 7, 70, 'passed', '2025-03-01 10:00', 'private');
            """;

    @TempDir
    private static Path directory;

    private static Postgres postgres;

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final Map<String, String> connector = new LinkedHashMap<>();

    @BeforeAll
    static void start() {
        postgres = new Postgres(directory.resolve("postgres"), 0);
        postgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void createSchool() throws SQLException {
        run(SCHOOL);
        connector.putAll(Map.of(
                "connector.class", "io.debezium.connector.postgresql.PostgresConnector",
                "database.hostname", "127.0.0.1",
                "database.port", "${env:SCHOOL_PORT}",
                "database.dbname", "oncemark",
                "database.user", "oncemark_debezium",
                "database.password", "x",
                "plugin.name", "pgoutput",
                "slot.name", "school",
                "publication.name", "school"));
        connector.put("table.include.list", "school.courses,school.units,school.signups,school.done");
        connector.put("message.key.columns", "school.units:course_id,unit_id;school.done:student_id,course_id,unit_id");
        connector.put("transforms", "rows");
        connector.put("transforms.rows.type", "dev.oncemark.connect.LmsRows");
        connector.put("transforms.rows.course", "SELECT course_id AS id, is_live AS published FROM school.courses");
        connector.put(
                "transforms.rows.lesson",
                "SELECT unit_id AS id, course_id, NOT optional AS required FROM school.units WHERE gone IS NULL");
        connector.put(
                "transforms.rows.enrollment",
                "SELECT student_id || ':' || course_id AS id, student_id AS learner_id, course_id,"
                        + " state IN ('enrolled') AS active FROM school.signups");
        connector.put(
                "transforms.rows.progress",
                "SELECT student_id || ':' || course_id AS enrollment_id, unit_id AS lesson_id, done_at AS completed_at"
                        + " FROM school.done WHERE state = 'passed'");
    }

    @Test
    void shouldSayThatNothingHasToBeMendedAndWriteNothing() throws Exception {
        assertThat(dryRun()).as(out + "" + err).isZero();

        assertThat(lines())
                .contains("course 2 taken 0 passed over 0 refused", "lesson 3 taken 0 passed over 0 refused")
                .contains("enrollment 2 taken 0 passed over 0 refused", "progress 1 taken 0 passed over 0 refused")
                .contains("Nothing has to be mended.");
        assertThat(text("SELECT count(*)::text FROM pg_replication_slots")).isEqualTo("0");
    }

    @Test
    void shouldCountWhatIsPassedOverAndRefusedWithTheFirstAndWhy() throws Exception {
        run("""
                INSERT INTO school.done VALUES (2, 7, 70, 'started', NULL), (2, 7, 71, 'passed', NULL);
                INSERT INTO school.units VALUES (72, 7, 0, now()), (73, 7, 5, NULL), (74, NULL, 0, NULL);
                """);

        assertThat(dryRun()).isEqualTo(1);

        assertThat(lines())
                .contains("lesson 3 taken 2 passed over 1 refused", "progress 1 taken 2 passed over 0 refused")
                .contains("passed over: its WHERE does not hold (1, first course_id=7, unit_id=72)")
                .contains("passed over: a part of its id is NULL (1, first course_id=null, unit_id=74)")
                .anyMatch(line ->
                        line.startsWith("MEND refused: column ") && line.contains("'5' is neither true nor false"))
                .anyMatch(line -> line.startsWith("passed over: ") && line.contains("first student_id=2, course_id=7"));
        assertThat(out.toString()).doesNotContain("private");
    }

    /** Such an enrollment counts without it, so that its progress has an enrollment; it has to be mended all the same. */
    @Test
    void shouldRefuseAnEndThatCannotBeReadAndNotTheEnrollment() throws Exception {
        run("""
                ALTER TABLE school.signups ADD COLUMN left_at text;
                UPDATE school.signups SET left_at = '2025-06-01T10:00:00Z' WHERE student_id = 2;
                UPDATE school.signups SET left_at = 'soon' WHERE student_id = 1;
                """);
        connector.compute(
                "transforms.rows.enrollment", (name, select) -> select.replace(" FROM", ", left_at AS ended_at FROM"));

        assertThat(dryRun()).isEqualTo(1);

        assertThat(lines())
                .contains("enrollment 1 taken 0 passed over 1 refused")
                .anyMatch(line -> line.startsWith("MEND refused: column left_at") && line.contains("'soon' is no time"))
                .noneMatch(line -> line.startsWith("look"));
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            ALTER PUBLICATION school DROP TABLE school.done            | ALTER PUBLICATION school ADD TABLE school.done
            DROP PUBLICATION school                                    | CREATE PUBLICATION school FOR TABLE school.courses
            ALTER TABLE school.units REPLICA IDENTITY DEFAULT          | ALTER TABLE school.units REPLICA IDENTITY FULL
            REVOKE SELECT ON school.done FROM oncemark_debezium        | GRANT SELECT ON school.done TO oncemark_debezium
            REVOKE USAGE ON SCHEMA school FROM oncemark_debezium       | GRANT USAGE ON SCHEMA school TO oncemark_debezium
            DROP TABLE school.done                                     | school.done: the database has no such table
            ALTER TABLE school.done RENAME unit_id TO unit             | has no column unit_id, or the connector does not capture it; it has
            """)
    void shouldSayWhatIsMissing(String sql, String said) throws Exception {
        run(sql);

        assertThat(dryRun()).isEqualTo(1);

        assertThat(out.toString()).contains("MEND").contains(said);
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            transforms.rows.course | SELECT id, nme FROM school.courses       | nme is no column of a course
            transforms.rows.lesson | SELECT id, course_id FROM school.units WHERE  | lesson
            transforms.rows.type   | dev.oncemark.connect.Other               | there has to be one of type
            transforms.rows.curse  | SELECT id FROM school.courses            | curse
            table.include.list     | school.courses,school.units,school.done  | table.include.list does not have school.signups
            """)
    void shouldSayWhatIsWrongWithTheSettings(String setting, String value, String said) throws Exception {
        connector.put(setting, value);

        assertThat(dryRun()).isEqualTo(1);

        assertThat(out.toString()).contains("MEND").contains(said);
    }

    @Test
    void shouldFindRowsThatDoNotFitTogether() throws Exception {
        run("""
                INSERT INTO school.units VALUES (70, 7, 0, NULL), (90, 9, 0, NULL);
                INSERT INTO school.signups VALUES (3, 9, 'enrolled');
                INSERT INTO school.done VALUES (4, 7, 70, 'passed', now()), (1, 7, 99, 'passed', now());
                """);

        assertThat(dryRun()).isEqualTo(1);

        assertThat(lines())
                .contains("MEND: two lessons of a course have one id (1, first course_id=7, unit_id=70)")
                .contains("look: lessons of courses that are not there (1, first course_id=9, unit_id=90)")
                .contains("look: enrollments in courses that are not there (1, first student_id=3, course_id=9)")
                .contains(
                        "look: progress of enrollments that are not there (1, first student_id=4, course_id=7, unit_id=70)")
                .contains("look: progress of lessons that the enrollment's course does not have"
                        + " (1, first student_id=1, course_id=7, unit_id=99)");
    }

    @Test
    void shouldReadNoRowsOfEmptyTables() throws Exception {
        run("TRUNCATE school.courses, school.units, school.signups, school.done");

        assertThat(dryRun()).isZero();
        assertThat(lines()).contains("progress 0 taken 0 passed over 0 refused");
    }

    @Test
    void shouldLeaveTheRowsAloneIfToldTo() throws Exception {
        assertThat(dryRun("--skip-rows")).isZero();
        assertThat(out.toString()).doesNotContain("taken");
    }

    @Test
    void shouldPrintJson() throws Exception {
        run("INSERT INTO school.units VALUES (73, 7, 5, NULL)");

        assertThat(dryRun("--json")).isEqualTo(1);

        JsonNode report = JsonSerde.MAPPER.readTree(out.toString());
        assertThat(report.path("good").asBoolean(true)).isFalse();
        JsonNode lesson = report.path("rows").path("lesson");
        assertThat(lesson.path("taken").asInt()).isEqualTo(3);
        assertThat(lesson.path("refusedFor").path(0).path("first").asString()).isEqualTo("course_id=7, unit_id=73");
    }

    @Test
    void shouldTakeSettingsInsteadOfTheFiles() throws Exception {
        connector.put("database.dbname", "no_such_database");

        assertThat(dryRun()).isEqualTo(1);
        assertThat(err.toString()).contains("no_such_database");
        assertThat(dryRun("--set", "database.dbname=oncemark")).isZero();
    }

    @Test
    void shouldNameTheVariableThatIsNotSet() throws Exception {
        connector.put("database.port", "${env:NO_SUCH_VARIABLE}");

        assertThat(dryRun()).isEqualTo(2);
        assertThat(err.toString()).startsWith("NO_SUCH_VARIABLE is not set").contains("--set");
    }

    @Test
    void shouldRefuseWhatIsNoConnector() throws Exception {
        Path file = directory.resolve("broken.json");
        Files.writeString(file, "{");

        assertThat(dryRun(file, Map.of())).isEqualTo(2);
        assertThat(err.toString()).contains("is no JSON");
        assertThat(dryRun(directory.resolve("absent.json"), Map.of())).isEqualTo(2);
        connector.put("connector.class", "io.debezium.connector.mongodb.MongoDbConnector");
        assertThat(dryRun()).isEqualTo(2);
    }

    private int dryRun(String... options) throws IOException {
        Path file = directory.resolve("connector.json");
        Files.writeString(file, JsonSerde.MAPPER.writeValueAsString(connector));
        return dryRun(file, Map.of("SCHOOL_PORT", String.valueOf(postgres.port())), options);
    }

    private int dryRun(Path file, Map<String, String> environment, String... options) {
        List<String> words = new ArrayList<>(List.of(options));
        words.add(file.toString());
        return Oncemark.commandLine(new DryRunCommand(environment))
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err, true))
                .execute(words.toArray(String[]::new));
    }

    /** What was printed, without the spaces that make columns of it. */
    private List<String> lines() {
        return out.toString()
                .lines()
                .map(line -> line.strip().replaceAll(" +", " "))
                .toList();
    }

    private static String text(String sql) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
