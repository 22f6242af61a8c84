package dev.oncemark.sink.platform;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import com.sun.net.httpserver.HttpServer;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.runtime.AppMetrics;
import dev.oncemark.sink.settings.PlatformSettings;
import dev.oncemark.sink.settings.SinkSettings;
import java.net.InetAddress;
import java.net.InetSocketAddress;
import java.net.URI;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** The platform's PostgreSQL is real; Kafka Connect's answers are given. */
class PlatformWatchTest {

    private static final String CONFIG = """
            {"name": "lms-source", "config": {
              "connector.class": "io.debezium.connector.postgresql.PostgresConnector",
              "slot.name": "oncemark_watched", "publication.name": "oncemark_watched",
              "table.include.list": "watched.course,watched.lesson", "message.key.columns": "watched.lesson:course_id,id"}}
            """;
    private static final String RUNNING = """
            {"connector": {"state": "RUNNING"}, "tasks": [{"id": 0, "state": "RUNNING"}]}
            """;
    private static final String FAILED = """
            {"connector": {"state": "RUNNING"}, "tasks": [{"id": 0, "state": "FAILED",
              "trace": "ConnectException: Tolerance exceeded\\n\\tat a\\nCaused by: RecordTooLargeException: 5 MB\\n\\tat b"}]}
            """;

    @TempDir
    private static Path directory;

    private static Postgres postgres;

    private AppMetrics metrics = new AppMetrics();
    private HttpServer connect;
    private String status = RUNNING;
    private int code = 200;
    private PlatformWatch watch;

    @BeforeAll
    static void startPostgres() {
        postgres = new Postgres(directory.resolve("postgres"), 0);
        postgres.start();
    }

    @AfterAll
    static void stopPostgres() {
        postgres.close();
    }

    @BeforeEach
    void start() throws Exception {
        connect = HttpServer.create(new InetSocketAddress(InetAddress.getLoopbackAddress(), 0), 0);
        connect.createContext("/connectors/lms-source", exchange -> {
            boolean asksForStatus = exchange.getRequestURI().getPath().endsWith("/status");
            byte[] body = (asksForStatus ? status : CONFIG).getBytes(UTF_8);
            exchange.sendResponseHeaders(code, body.length);
            exchange.getResponseBody().write(body);
            exchange.close();
        });
        connect.start();
        run("DROP SCHEMA IF EXISTS watched CASCADE; DROP PUBLICATION IF EXISTS oncemark_watched");
        run("""
                CREATE SCHEMA watched;
                CREATE TABLE watched.course (id text PRIMARY KEY);
                CREATE TABLE watched.lesson (id text PRIMARY KEY, course_id text);
                ALTER TABLE watched.lesson REPLICA IDENTITY FULL;
                CREATE PUBLICATION oncemark_watched FOR TABLE watched.course, watched.lesson""");
        run("SELECT pg_create_logical_replication_slot('oncemark_watched', 'pgoutput')");
        watch = watch("oncemark_sink");
        watch.look();
    }

    @AfterEach
    void stop() throws Exception {
        watch.close();
        metrics.close();
        connect.stop(0);
        run(
                "SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots WHERE slot_name = 'oncemark_watched'");
    }

    @Test
    void shouldMeasureTheSlotAndFindNothingElse() {
        assertThat(metric("oncemark_platform_watched")).isEqualTo("1.0");
        assertThat(metric("oncemark_replication_slot_lag_bytes{slot=\"oncemark_watched\"}"))
                .isNotEmpty();
        assertThat(problem("table-unpublished", "")).isEqualTo("0.0");
        assertThat(problem("connector-failed", "")).isEqualTo("0.0");
        // Nobody reads here.
        assertThat(problem("slot-inactive", "oncemark_watched")).isEqualTo("1.0");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT pg_drop_replication_slot('oncemark_watched')             | slot-missing      | oncemark_watched
            ALTER PUBLICATION oncemark_watched DROP TABLE watched.lesson    | table-unpublished | watched.lesson
            DROP TABLE watched.course                                       | table-missing     | watched.course
            ALTER TABLE watched.lesson REPLICA IDENTITY DEFAULT             | replica-identity  | watched.lesson
            """)
    void shouldNoticeWhatThePlatformHasNoMore(String sql, String check, String object) throws Exception {
        run(sql);
        watch.look();

        assertThat(problem(check, object)).isEqualTo("1.0");
        assertThat(watch.health().isUp()).isTrue();
        assertThat(watch.health().json()).contains(object + ": ");
    }

    @Test
    void shouldForgetWhatIsMended() throws Exception {
        run("ALTER TABLE watched.lesson REPLICA IDENTITY DEFAULT");
        watch.look();
        run("ALTER TABLE watched.lesson REPLICA IDENTITY FULL");
        watch.look();

        assertThat(problem("replica-identity", "watched.lesson")).isEmpty();
        assertThat(problem("replica-identity", "")).isEqualTo("0.0");
    }

    @Test
    void shouldCountATableThatIsDroppedAndMadeAgain() throws Exception {
        String counter = "oncemark_platform_tables_recreated_total{table=\"watched.course\"}";
        assertThat(metric(counter)).isEqualTo("0.0");

        run("DROP TABLE watched.course; CREATE TABLE watched.course (id text PRIMARY KEY);"
                + " ALTER PUBLICATION oncemark_watched ADD TABLE watched.course");
        watch.look();

        assertThat(problem("table-unpublished", "")).isEqualTo("0.0");
        assertThat(metric(counter)).isEqualTo("1.0");
    }

    @Test
    void shouldTellWhyATaskHasFailed() {
        status = FAILED;
        watch.look();

        assertThat(problem("connector-failed", "lms-source")).isEqualTo("1.0");
        assertThat(watch.health().json()).contains("task 0 has failed: Caused by: RecordTooLargeException: 5 MB");
    }

    @Test
    void shouldGoOnWatchingTheTablesOfAConnectorThatIsGone() throws Exception {
        code = 404;
        run("ALTER PUBLICATION oncemark_watched DROP TABLE watched.lesson");
        watch.look();

        assertThat(problem("connector-missing", "lms-source")).isEqualTo("1.0");
        assertThat(problem("table-unpublished", "watched.lesson")).isEqualTo("1.0");
    }

    @Test
    void shouldSayThatItCannotTellWhereConnectDoesNotAnswer() {
        code = 500;
        watch.look();

        assertThat(metric("oncemark_platform_watched")).isEqualTo("0.0");
        assertThat(problem("connector-failed", "")).isEmpty();
        assertThat(watch.health().json()).contains("it answers 500");
    }

    @Test
    void shouldSayThatItCannotTellWherePostgresDoesNotAnswer() {
        watch.close();
        metrics.close();
        metrics = new AppMetrics();
        watch = watch("no_such_role");
        watch.look();

        assertThat(metric("oncemark_platform_watched")).isEqualTo("0.0");
        assertThat(metric("oncemark_replication_slot_lag_bytes{slot=\"oncemark_watched\"}"))
                .isEmpty();
        assertThat(watch.health().json()).contains("no_such_role");
    }

    private PlatformWatch watch(String role) {
        URI url = URI.create("http://127.0.0.1:" + connect.getAddress().getPort());
        var database = new SinkSettings.Postgres(postgres.jdbcUrl(), role, "");
        return new PlatformWatch(new PlatformSettings(url, "lms-source", database), metrics.registry());
    }

    private String problem(String check, String object) {
        return metric("oncemark_platform_problems{check=\"%s\",object=\"%s\"}".formatted(check, object));
    }

    /** Empty if there is no such series. */
    private String metric(String series) {
        return metrics.scrape()
                .lines()
                .filter(line -> line.startsWith(series + " "))
                .map(line -> line.substring(series.length() + 1))
                .findFirst()
                .orElse("");
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
