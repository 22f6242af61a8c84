package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.junit.jupiter.api.Assumptions.assumeTrue;

import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.runtime.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** {@code debezium/mariadb-source.json}, on a real server. */
class MariaDbTest {

    private static final String SCHOOL = """
            CREATE USER oncemark_debezium IDENTIFIED BY 'trusted';
            GRANT SELECT, RELOAD, REPLICATION SLAVE, REPLICATION CLIENT, SLAVE MONITOR, LOCK TABLES
                ON *.* TO oncemark_debezium;
            CREATE DATABASE school;
            USE school;
            CREATE TABLE courses (course_id bigint PRIMARY KEY, name text, is_live tinyint(1) NOT NULL DEFAULT 0);
            CREATE TABLE chapters (chapter_id char(36) PRIMARY KEY, course_id bigint);
            CREATE TABLE units (unit_id bigint PRIMARY KEY, chapter_id char(36), sort decimal(6,1), mandatory bit(1) DEFAULT b'0',
                removed_at datetime, body longtext);
            CREATE TABLE signups (student_id bigint, course_id bigint, state enum('active', 'trial', 'ended') DEFAULT 'active',
                email text, PRIMARY KEY (student_id, course_id));
            CREATE TABLE done (student_id bigint, course_id bigint, unit_id bigint, state text,
                done_at datetime(6) DEFAULT now(6), PRIMARY KEY (student_id, unit_id));
            INSERT INTO courses VALUES (7, 'A course', 1);
            INSERT INTO chapters VALUES ('0193a2b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b', 7);
            INSERT INTO units VALUES
                (70, '0193a2b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b', 1.5, NULL, NULL, repeat('A page. ', 400000)),
                (71, '0193a2b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b', 2, b'1', '2026-01-01', NULL);
            INSERT INTO signups VALUES (42, 7, 'trial', 'ada@school.example'), (43, 7, NULL, NULL);
            INSERT INTO done VALUES (42, 7, 70, 'passed', '2026-01-03 03:04:05.678'), (42, 7, 71, 'opened', NULL);
            """;

    private static final String CHAPTER = "0193a2b4-c5d6-7e8f-9a0b-1c2d3e4f5a6b";

    @TempDir
    private static Path directory;

    private static @Nullable Broker broker;
    private static @Nullable MariaDb mariaDb;
    private static @Nullable Connect connect;

    @BeforeAll
    static void start() throws Exception {
        assumeTrue(
                MariaDb.isInstalled(),
                "MariaDB is not tried: mariadbd is not on this machine (Debian: apt-get install mariadb-server)");
        broker = new Broker(directory.resolve("kafka"), 0);
        broker.start();
        try (Admin admin = broker.admin()) {
            new TopicProvisioner(4, (short) 1, 1).apply(admin, Duration.ofSeconds(20));
        }
        mariaDb = new MariaDb(directory.resolve("mariadb"));
        mariaDb.execute(SCHOOL);
        connect = new Connect(
                ProcessFiles.alone(directory.resolve("connect"), "connect"),
                0,
                broker,
                new LmsAddress(mariaDb.port(), "school", "oncemark_debezium"),
                List.of(ProjectHome.target().resolve("connectors")));
        connect.start();
        connect.register(ProjectHome.directory().resolve("debezium/mariadb-source.json"));
        connect.awaitRunning(Duration.ofSeconds(60));
        // Of the table that the snapshot reads last: what is changed from here on comes from the log.
        rows(Topics.LMS_ENROLLMENTS, "43:7", 1);
    }

    @AfterAll
    static void stop() {
        if (connect != null) {
            connect.close();
        }
        if (mariaDb != null) {
            mariaDb.close();
        }
        if (broker != null) {
            broker.close();
        }
    }

    @Test
    void shouldGiveWhatIsThereAlready() {
        JsonNode course = rows(Topics.LMS_COURSES, "7", 1).get(0);
        assertThat(course.path("published").asBoolean()).isTrue();
        assertThat(course.path("__source_lsn").asLong()).isGreaterThan(1L << 32);

        List<JsonNode> chapter = rows(Topics.LMS_COURSES, CHAPTER, 3);
        assertThat(texts(chapter, "__table")).containsExactly("section", "lesson", "lesson");
        assertThat(texts(chapter, "__deleted")).containsExactly("false", "false", "true");
        assertThat(chapter.get(1).path("required").asBoolean())
                .as("NULL, whatever the column's default is")
                .isTrue();
        assertThat(chapter.get(1).path("position").asDouble()).isEqualTo(1.5);
        assertThat(chapter.toString()).doesNotContain("A page.");

        List<JsonNode> ada = rows(Topics.LMS_ENROLLMENTS, "42:7", 3);
        assertThat(texts(ada, "__table")).containsExactly("progress", "progress", "enrollment");
        assertThat(texts(ada, "__deleted")).containsExactly("false", "true", "false");
        assertThat(ada.get(0).path("completed_at").asString()).isEqualTo("2026-01-03T03:04:05.678Z");
        assertThat(ada.get(2).path("status").asString()).isEqualTo("active");
        assertThat(ada.toString()).doesNotContain("school.example");
        assertThat(rows(Topics.LMS_ENROLLMENTS, "43:7", 1)
                        .get(0)
                        .path("__deleted")
                        .asString())
                .isEqualTo("true");
    }

    @Test
    void shouldGiveChangesInOneTransactionAndInTheOrderOfTheLog() throws Exception {
        run("""
                USE school;
                START TRANSACTION;
                INSERT INTO courses VALUES (8, 'Another', 0);
                UPDATE courses SET is_live = 1 WHERE course_id = 8;
                COMMIT;
                UPDATE courses SET is_live = 0 WHERE course_id = 8;
                """);

        List<JsonNode> rows = rows(Topics.LMS_COURSES, "8", 3);
        assertThat(rows).extracting(row -> row.path("published").asBoolean()).containsExactly(false, true, false);
        assertThat(rows)
                .extracting(row -> row.path("__source_lsn").asLong())
                .isSorted()
                .doesNotHaveDuplicates();
        String transaction = rows.get(0).path("__transaction_id").asString();
        assertThat(rows.get(1).path("__transaction_id").asString()).isEqualTo(transaction);
        assertThat(rows.get(2).path("__transaction_id").asString()).isNotEqualTo(transaction);
        assertThat(texts(rows(Topics.LMS_COURSES, transaction, 2), "status")).containsExactly("BEGIN", "END");
    }

    @Test
    void shouldGiveAMovedLessonAsDeletedHereAndCreatedThere() throws Exception {
        run("""
                USE school;
                INSERT INTO units VALUES (80, 'from', 1, NULL, NULL, NULL);
                UPDATE units SET chapter_id = 'to' WHERE unit_id = 80;
                """);

        assertThat(texts(rows(Topics.LMS_COURSES, "from", 2), "__deleted")).containsExactly("false", "true");
        assertThat(texts(rows(Topics.LMS_COURSES, "to", 1), "__deleted")).containsExactly("false");
    }

    @Test
    void shouldKeepFractionsOfACompletionThatIsWrittenAtOnce() throws Exception {
        run("INSERT INTO school.done VALUES (50, 7, 70, 'passed', now(6))");

        JsonNode row = rows(Topics.LMS_ENROLLMENTS, "50:7", 1).get(0);
        assertThat(row.path("completed_at").asString()).matches(".*\\.\\d+Z");
    }

    @Test
    void shouldTellThatATableWasEmptied() throws Exception {
        run("TRUNCATE TABLE school.chapters");

        assertThat(texts(rows(Topics.LMS_COURSES, "section", 1), "__op")).containsExactly("t");
    }

    private static void run(String sql) throws Exception {
        java.util.Objects.requireNonNull(mariaDb).execute(sql);
    }

    /** The values under {@code key}, once there are {@code count}. */
    private static List<JsonNode> rows(Topic<JsonNode> topic, String key, int count) {
        return new TopicReader(java.util.Objects.requireNonNull(broker).bootstrapServers())
                        .records(
                                topic,
                                all -> all.stream()
                                                .filter(row -> row.key().equals(key))
                                                .count()
                                        >= count,
                                Duration.ofSeconds(60))
                        .stream()
                        .filter(row -> row.key().equals(key))
                        .map(ConsumerRecord::value)
                        .toList();
    }

    private static List<String> texts(List<JsonNode> rows, String field) {
        return rows.stream().map(row -> row.path(field).asString("")).toList();
    }
}
