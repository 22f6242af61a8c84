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
            CREATE TABLE school.courses (course_id bigint PRIMARY KEY, name text, is_live boolean NOT NULL);
            CREATE TABLE school.units (unit_id bigint PRIMARY KEY, course_id bigint, sort integer, mandatory boolean);
            CREATE TABLE school.signups (signup_id bigint PRIMARY KEY, student_id bigint, course_id bigint, state text);
            CREATE TABLE school.done (signup_id bigint, unit_id bigint, done_at timestamptz, PRIMARY KEY (signup_id, unit_id));
            ALTER TABLE school.courses REPLICA IDENTITY FULL;
            ALTER TABLE school.units REPLICA IDENTITY FULL;
            ALTER TABLE school.signups REPLICA IDENTITY FULL;
            ALTER TABLE school.done REPLICA IDENTITY FULL;
            GRANT USAGE ON SCHEMA school TO oncemark_debezium;
            GRANT SELECT ON ALL TABLES IN SCHEMA school TO oncemark_debezium;
            CREATE PUBLICATION oncemark_school FOR TABLE school.courses, school.units, school.signups, school.done;
            INSERT INTO school.courses VALUES (7, 'A course', true);
            INSERT INTO school.units VALUES (70, 7, 1, true);
            INSERT INTO school.signups VALUES (700, 42, 7, 'active');
            INSERT INTO school.done VALUES (700, 70, '2026-01-03T03:04:05Z');
            """;

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

            assertThat(rows(broker, Topics.LMS_COURSES, "7"))
                    .extracting(
                            row -> row.path("__table").asString(),
                            row -> row.path("id").asString())
                    .containsExactly(
                            org.assertj.core.groups.Tuple.tuple("course", "7"),
                            org.assertj.core.groups.Tuple.tuple("lesson", "70"));
            List<JsonNode> enrolled = rows(broker, Topics.LMS_ENROLLMENTS, "700");
            assertThat(enrolled)
                    .extracting(row -> row.path("__table").asString())
                    .containsExactly("progress", "enrollment");
            assertThat(enrolled.get(0).path("completed_at").asString()).isEqualTo("2026-01-03T03:04:05.000000Z");
            assertThat(enrolled.get(1).path("learner_id").asString()).isEqualTo("42");
            assertThat(enrolled.get(1).path("status").asString()).isEqualTo("active");
        }
    }

    private static List<JsonNode> rows(Broker broker, Topic<JsonNode> topic, String key) {
        return new TopicReader(broker.bootstrapServers())
                        .records(
                                topic,
                                all -> all.stream()
                                                .filter(row -> row.key().equals(key))
                                                .count()
                                        >= 2,
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
