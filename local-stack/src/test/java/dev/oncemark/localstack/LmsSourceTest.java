package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.runtime.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Duration;
import java.util.List;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import tools.jackson.databind.JsonNode;

/** What {@code debezium/lms-source.json} makes of the LMS's tables; the streams-app relies on each of these. */
class LmsSourceTest {

    @TempDir
    private static Path directory;

    private static Broker broker;
    private static Postgres postgres;
    private static Connect connect;

    @BeforeAll
    static void start() throws SQLException {
        broker = new Broker(directory.resolve("kafka"), 0);
        broker.start();
        try (Admin admin = broker.admin()) {
            new TopicProvisioner(4, (short) 1, 1).apply(admin, Duration.ofSeconds(20));
        }
        postgres = new Postgres(directory.resolve("postgres"), 0);
        postgres.start();
        lms("""
                INSERT INTO lms.course VALUES ('c-1', 'Before', true);
                INSERT INTO lms.lesson VALUES ('l-1', 'c-1', 'One', 1, true), ('l-2', 'c-1', 'Two', 2, true);
                INSERT INTO lms.enrollment VALUES ('e-1', 'u-1', 'c-1', 'active', '2026-01-02T03:04:05.678Z');
                INSERT INTO lms.progress VALUES ('e-1', 'l-1', '2026-01-03T03:04:05Z');
                """);
        connect = new Connect(directory.resolve("connect"), 0, broker, postgres);
        connect.start();
        connect.register(ProjectHome.directory().resolve("debezium/lms-source.json"));
        connect.awaitRunning(Duration.ofSeconds(60));
    }

    @AfterAll
    static void stop() {
        connect.close();
        postgres.close();
        broker.close();
    }

    @Test
    void shouldGiveEarlierProgressBeforeTheEnrollmentItBelongsTo() {
        assertThat(tables(until(Topics.LMS_ENROLLMENTS, "e-1", 2))).containsExactly("progress", "enrollment");
    }

    @Test
    void shouldGiveACourseBeforeItsLessonsAndMarkTheLastOfThem() {
        List<JsonNode> snapshot = until(Topics.LMS_COURSES, "c-1", 3);

        assertThat(tables(snapshot)).startsWith("course", "lesson", "lesson");
        assertThat(snapshot.get(2).path("__source_snapshot").asString()).isEqualTo("last_in_data_collection");
    }

    @Test
    void shouldGiveRowsFlatWithTheColumnsThatAreNamedAlone() {
        JsonNode row = until(Topics.LMS_ENROLLMENTS, "e-1", 2).get(1);

        assertThat(row.path("learner_id").asString()).isEqualTo("u-1");
        assertThat(row.path("status").asString()).isEqualTo("active");
        assertThat(row.has("enrolled_at")).isFalse();
        assertThat(row.path("__deleted").asString()).isEqualTo("false");
    }

    @Test
    void shouldSayWhereATransactionEndsBehindItsRows() throws SQLException {
        lms("""
                INSERT INTO lms.course VALUES ('c-2', 'After', true, 'reopen');
                INSERT INTO lms.lesson VALUES ('l-21', 'c-2', 'One', 1, true), ('l-22', 'c-2', 'Two', 2, true);
                """);

        JsonNode course = until(Topics.LMS_COURSES, "c-2", 3).get(0);
        assertThat(course.path("completion_policy").asString()).isEqualTo("reopen");
        String transaction = transactionOf(course);
        List<JsonNode> all = transaction(transaction, 5);

        assertThat(all)
                .extracting(row -> row.path("status").asString("row"))
                .containsExactly("BEGIN", "row", "row", "row", "END");
    }

    @Test
    void shouldGiveAMovedLessonAsDeletedHereAndCreatedThere() throws SQLException {
        lms("INSERT INTO lms.course VALUES ('c-from', 'From', true), ('c-to', 'To', true)");
        lms("INSERT INTO lms.lesson VALUES ('l-moved', 'c-from', 'Moved', 1, true)");
        lms("UPDATE lms.lesson SET course_id = 'c-to' WHERE id = 'l-moved'");

        assertThat(until(Topics.LMS_COURSES, "c-to", 2).get(1).path("__op").asString())
                .isEqualTo("c");
        JsonNode gone = until(Topics.LMS_COURSES, "c-from", 3).get(2);
        assertThat(gone.path("__deleted").asString()).isEqualTo("true");
        assertThat(gone.path("course_id").asString()).isEqualTo("c-from");
    }

    @Test
    void shouldGiveADeletedRowWithAllItsColumns() throws SQLException {
        lms("INSERT INTO lms.course VALUES ('c-gone', 'Gone', true)");
        lms("DELETE FROM lms.course WHERE id = 'c-gone'");

        JsonNode gone = until(Topics.LMS_COURSES, "c-gone", 2).get(1);
        assertThat(gone.path("__op").asString()).isEqualTo("d");
        assertThat(gone.path("published").asBoolean()).isTrue();
    }

    @Test
    void shouldGiveARenamedLessonAsDeletedAndCreatedInOneStep() throws SQLException {
        lms("INSERT INTO lms.course VALUES ('c-renamed', 'Renamed', true)");
        lms("INSERT INTO lms.lesson VALUES ('l-old', 'c-renamed', 'One', 1, true)");
        lms("UPDATE lms.lesson SET id = 'l-new' WHERE id = 'l-old'");

        List<JsonNode> rows = until(Topics.LMS_COURSES, "c-renamed", 4);
        assertThat(rows.subList(2, 4))
                .extracting(
                        row -> row.path("id").asString(),
                        row -> row.path("__deleted").asString())
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple("l-old", "true"),
                        org.assertj.core.groups.Tuple.tuple("l-new", "false"));
        assertThat(transactionOf(rows.get(2))).isEqualTo(transactionOf(rows.get(3)));
    }

    @Test
    void shouldRefuseAMistakeBeforeTheConnectorIsChanged() throws IOException {
        String wrong = Files.readString(ProjectHome.directory().resolve("debezium/lms-source.json"))
                .replace("SELECT id, course_id, required", "SELECT id, curse_id, required");
        Path json = Files.writeString(directory.resolve("wrong.json"), wrong);

        assertThatThrownBy(() -> connect.register(json))
                .hasMessageContaining("lesson: curse_id is no column of a lesson, which has id, course_id, section_id");
        connect.awaitRunning(Duration.ofSeconds(60));
    }

    @Test
    void shouldLetTheSlotMoveOnWhileOnlyOthersWrite() throws Exception {
        try (Connection connection = postgres.connect("oncemark_sink");
                Statement statement = connection.createStatement()) {
            statement.execute("CREATE TABLE progress.others AS SELECT generate_series(1, 1000) AS id");
        }
        long written = number("SELECT pg_current_wal_lsn() - '0/0'");

        long confirmed = 0;
        for (int tries = 0; tries < 300 && confirmed < written; tries++) {
            Thread.sleep(100);
            confirmed = number("SELECT confirmed_flush_lsn - '0/0' FROM pg_replication_slots");
        }
        assertThat(confirmed).isGreaterThanOrEqualTo(written);
    }

    /** The values under {@code key}, once there are {@code count}. */
    private static List<JsonNode> until(Topic<JsonNode> topic, String key, int count) {
        return new TopicReader(broker.bootstrapServers())
                        .records(
                                topic,
                                all -> all.stream()
                                                .filter(found -> found.key().equals(key))
                                                .count()
                                        >= count,
                                Duration.ofSeconds(30))
                        .stream()
                        .filter(found -> found.key().equals(key))
                        .map(ConsumerRecord::value)
                        .toList();
    }

    private static List<JsonNode> transaction(String transaction, int count) {
        return new TopicReader(broker.bootstrapServers())
                        .read(
                                Topics.LMS_COURSES,
                                all -> all.stream()
                                                .filter(row ->
                                                        transactionOf(row).equals(transaction))
                                                .count()
                                        >= count,
                                Duration.ofSeconds(30))
                        .stream()
                        .filter(row -> transactionOf(row).equals(transaction))
                        .toList();
    }

    private static String transactionOf(JsonNode row) {
        String id = row.path("__transaction_id").asString(row.path("id").asString(""));
        return id.substring(0, Math.max(0, id.indexOf(':')));
    }

    private static List<String> tables(List<JsonNode> rows) {
        return rows.stream().map(row -> row.path("__table").asString()).toList();
    }

    private static void lms(String sql) throws SQLException {
        try (Connection connection = postgres.connect("lms");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static long number(String query) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(query)) {
            rows.next();
            return rows.getLong(1);
        }
    }
}
