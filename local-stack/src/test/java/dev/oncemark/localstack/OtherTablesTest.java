package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.runtime.TopicProvisioner;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code debezium/other-tables.json}, the example for a platform that names its tables and columns otherwise. */
class OtherTablesTest {

    private static final String SCHOOL = """
            CREATE SCHEMA school;
            CREATE TABLE school.courses (course_id bigint PRIMARY KEY, name text, is_live boolean);
            CREATE TABLE school.chapters (chapter_id uuid PRIMARY KEY, course_id bigint);
            CREATE TABLE school.units (unit_id bigint PRIMARY KEY, chapter_id uuid, sort integer,
                mandatory char(1) DEFAULT 'N', removed_at timestamp, body text);
            CREATE TABLE school.signups (student_id bigint, course_id bigint, state varchar(10) DEFAULT 'active', email text,
                PRIMARY KEY (student_id, course_id));
            CREATE TABLE school.done (student_id bigint, course_id bigint, unit_id bigint, state text,
                done_at timestamp DEFAULT now(), PRIMARY KEY (student_id, unit_id));
            ALTER TABLE school.courses REPLICA IDENTITY FULL;
            ALTER TABLE school.chapters REPLICA IDENTITY FULL;
            ALTER TABLE school.units REPLICA IDENTITY FULL;
            ALTER TABLE school.signups REPLICA IDENTITY FULL;
            ALTER TABLE school.done REPLICA IDENTITY FULL;
            GRANT USAGE ON SCHEMA school TO oncemark_debezium;
            GRANT SELECT ON ALL TABLES IN SCHEMA school TO oncemark_debezium;
            CREATE PUBLICATION oncemark_school
                FOR TABLE school.courses, school.chapters, school.units, school.signups, school.done;
            INSERT INTO school.courses VALUES (7, 'A course', true);
            INSERT INTO school.chapters VALUES ('0193A2B4-C5D6-7E8F-9A0B-1C2D3E4F5A6B', 7);
            INSERT INTO school.units VALUES
                (70, '0193a2b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b', 1, NULL, NULL, repeat('A page. ', 400000)),
                (71, '0193a2b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b', 2, 'Y', '2026-01-01', NULL);
            INSERT INTO school.signups VALUES (42, 7, 'trial', 'ada@school.example'), (43, 7, NULL, NULL);
            INSERT INTO school.done VALUES (42, 7, 70, 'passed', '2026-01-03T03:04:05.678'), (42, 7, 71, 'opened', NULL);
            """;

    private static final String CHAPTER = "0193a2b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b";

    @TempDir
    private static Path directory;

    @Test
    void shouldGiveRowsOfOtherTablesAsIfTheyWereOurs() throws SQLException {
        try (Broker broker = new Broker(directory.resolve("kafka"), 0);
                Postgres postgres = new Postgres(directory.resolve("postgres"), 0);
                Connect connect = new Connect(directory.resolve("connect"), 0, broker, postgres)) {
            broker.start();
            try (Admin admin = broker.admin()) {
                new TopicProvisioner(4, (short) 1, 1).apply(admin, Duration.ofSeconds(20));
            }
            postgres.start();
            run(postgres, SCHOOL);
            connect.start();
            connect.register(ProjectHome.directory().resolve("debezium/other-tables.json"));
            connect.awaitRunning(Duration.ofSeconds(60));

            holdsTheSnapshot(broker);
            run(postgres, """
                    UPDATE school.units SET removed_at = now() WHERE unit_id = 70;
                    UPDATE school.done SET state = 'passed', done_at = '2999-01-01' WHERE unit_id = 71;
                    INSERT INTO school.units VALUES (72, NULL, 3, 'Y');
                    TRUNCATE school.done;
                    """);
            holdsTheChanges(broker);
        }
    }

    private static void holdsTheSnapshot(Broker broker) {
        assertThat(rows(broker, Topics.LMS_COURSES, "7", 1)
                        .get(0)
                        .path("published")
                        .asBoolean())
                .isTrue();
        List<JsonNode> chapter = rows(broker, Topics.LMS_COURSES, CHAPTER, 3);
        assertThat(texts(chapter, "__table")).containsExactly("section", "lesson", "lesson");
        assertThat(texts(chapter, "__deleted")).containsExactly("false", "false", "true");
        assertThat(texts(chapter, "section_id")).containsExactly("", CHAPTER, CHAPTER);
        assertThat(chapter.get(1).path("required").asBoolean())
                .as("NULL, whatever the column's default is")
                .isTrue();
        assertThat(chapter.toString()).doesNotContain("A page.");

        List<JsonNode> ada = rows(broker, Topics.LMS_ENROLLMENTS, "42:7", 3);
        assertThat(texts(ada, "__table")).containsExactly("progress", "progress", "enrollment");
        assertThat(texts(ada, "__deleted")).containsExactly("false", "true", "false");
        assertThat(ada.get(0).path("completed_at").asString())
                .as("a time in Berlin")
                .isEqualTo("2026-01-03T02:04:05.678Z");
        assertThat(ada.get(2).path("learner_id").asString()).isEqualTo("42");
        assertThat(ada.get(2).path("status").asString()).isEqualTo("active");
        assertThat(ada.toString()).doesNotContain("school.example");
        JsonNode undecided = rows(broker, Topics.LMS_ENROLLMENTS, "43:7", 1).get(0);
        assertThat(undecided.path("__deleted").asString()).isEqualTo("true");
    }

    private static void holdsTheChanges(Broker broker) {
        JsonNode removed = rows(broker, Topics.LMS_COURSES, CHAPTER, 4).get(3);
        assertThat(removed.path("id").asString()).isEqualTo("70");
        assertThat(removed.path("__op").asString()).isEqualTo("u");
        assertThat(removed.path("__deleted").asString()).isEqualTo("true");

        JsonNode passed = rows(broker, Topics.LMS_ENROLLMENTS, "42:7", 4).get(3);
        assertThat(passed.path("__deleted").asString()).isEqualTo("false");
        assertThat(java.time.Instant.parse(passed.path("completed_at").asString()))
                .as("no later than its row")
                .isBeforeOrEqualTo(java.time.Instant.ofEpochMilli(
                        passed.path("__source_ts_ms").asLong()));

        JsonNode truncated = rows(broker, Topics.LMS_COURSES, "progress", 1).get(0);
        assertThat(truncated.path("__op").asString()).isEqualTo("t");
    }

    private static List<String> texts(List<JsonNode> rows, String field) {
        return rows.stream().map(row -> row.path(field).asString("")).toList();
    }

    private static List<JsonNode> rows(Broker broker, Topic<JsonNode> topic, String key, int count) {
        return new TopicReader(broker.bootstrapServers())
                        .records(
                                topic,
                                all -> all.stream()
                                                .filter(row -> row.key().equals(key))
                                                .count()
                                        >= count,
                                Duration.ofSeconds(30))
                        .stream()
                        .filter(row -> row.key().equals(key))
                        .map(ConsumerRecord::value)
                        .toList();
    }

    private static void run(Postgres postgres, String sql) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
