package dev.oncemark.verify;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.cli.Oncemark;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.verify.check.Installation;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker and a real PostgreSQL, through the command line. */
class VerifyCommandTest {

    private static Broker broker;
    private static Postgres postgres;
    private static Installation installation;

    @BeforeAll
    static void putAGoodHistory(@TempDir Path directory) throws Exception {
        broker = new Broker(directory.resolve("kafka"), 0);
        postgres = new Postgres(directory.resolve("postgres"), 0);
        broker.start();
        postgres.start();
        installation = new Installation(broker, postgres);
        installation.putGoodHistory();
    }

    @AfterAll
    static void stop() {
        broker.close();
        postgres.close();
    }

    /** What {@code verify} printed, and how it ended. */
    private record Outcome(int exit, String output) {}

    @Test
    void shouldEndWithNothingWrongThoughATransactionWasAborted() throws Exception {
        try (var producer = installation.producer(Map.of("transactional.id", "aborted"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("completion-results", 0, "e".getBytes(UTF_8), new byte[] {'x'}))
                    .get();
            producer.abortTransaction();
        }

        Outcome outcome = verify("--json");

        assertThat(outcome.output()).contains("\"good\":true", "\"results\":64", "\"requests parked\":1");
        assertThat(outcome.exit()).isZero();
    }

    @Test
    void shouldNameARowThatIsGone() throws SQLException {
        execute("UPDATE progress.lesson_progress SET lesson_id = 'gone' WHERE lesson_id = 'part-3'");
        try {
            Outcome outcome = verify();

            assertThat(outcome.exit()).isEqualTo(1);
            assertThat(outcome.output())
                    .containsPattern("1 +row-missing")
                    .containsPattern("1 +row-without-result")
                    .contains("lesson part-3", "BAD");
        } finally {
            execute("UPDATE progress.lesson_progress SET lesson_id = 'part-3' WHERE lesson_id = 'gone'");
        }
    }

    @Test
    void shouldNotCallATransactionGoodThatNobodyEnds() throws Exception {
        try (var producer =
                installation.producer(Map.of("transactional.id", "open", "transaction.timeout.ms", "60000"))) {
            producer.initTransactions();
            producer.beginTransaction();
            producer.send(new ProducerRecord<>("course-completions", 1, "e".getBytes(UTF_8), new byte[] {'x'}))
                    .get();

            Outcome outcome = verify("--transaction-timeout", "1");

            producer.abortTransaction();
            assertThat(outcome.output())
                    .containsPattern("1 +transaction-left-open")
                    .contains("course-completions-1");
            assertThat(outcome.exit()).isEqualTo(1);
        }
    }

    @Test
    void shouldLeaveNothingBehind() throws Exception {
        verify();

        try (Admin admin = broker.admin()) {
            assertThat(admin.listGroups().all().get())
                    .singleElement()
                    .satisfies(group -> assertThat(group.groupId()).isEqualTo("oncemark-streams"));
        }
    }

    @Test
    void shouldEndWithTwoWhereNothingCanBeRead() {
        assertThat(run(List.of("--jdbc-url", "jdbc:postgresql://127.0.0.1:1/none")))
                .isEqualTo(2);
        assertThat(run(List.of("--what"))).isEqualTo(2);
        assertThat(run(List.of("--grace", "ten"))).isEqualTo(2);
        assertThat(run(List.of("--grace", "-1"))).isEqualTo(2);
    }

    private static void execute(String sql) throws SQLException {
        try (Connection connection = postgres.connect("oncemark_sink");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static Outcome verify(String... options) {
        List<String> words = new ArrayList<>(
                List.of("--bootstrap-server", broker.bootstrapServers(), "--jdbc-url", postgres.jdbcUrl()));
        words.addAll(List.of("--user", "oncemark_sink"));
        words.addAll(List.of(options));
        PrintStream real = System.out;
        var bytes = new ByteArrayOutputStream();
        System.setOut(new PrintStream(bytes, true, UTF_8));
        try {
            return new Outcome(run(words), bytes.toString(UTF_8));
        } finally {
            System.setOut(real);
        }
    }

    private static int run(List<String> words) {
        return Oncemark.commandLine(new VerifyCommand()).execute(words.toArray(String[]::new));
    }
}
