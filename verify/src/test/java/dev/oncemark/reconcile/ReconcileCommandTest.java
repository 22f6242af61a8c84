package dev.oncemark.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.cli.Oncemark;
import dev.oncemark.localstack.Broker;
import java.io.ByteArrayOutputStream;
import java.io.PrintStream;
import java.nio.ByteBuffer;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** On a real broker: rows as the connector writes them, states as the streams-app does. */
class ReconcileCommandTest {

    private static final String CHANGELOG = "oncemark-streams-enrollments-changelog";
    private static final long BEFORE = 100;
    private static final long SNAPSHOT = 5_000;
    private static final int MANY = 20;

    @TempDir
    private Path directory;

    private Broker broker;
    private KafkaProducer<String, byte[]> producer;

    @BeforeEach
    void start() throws Exception {
        broker = new Broker(directory.resolve("kafka"), 0);
        broker.start();
        broker.createTopics(2);
        try (var admin = broker.admin()) {
            admin.createTopics(List.of(new NewTopic(CHANGELOG, 2, (short) 1)))
                    .all()
                    .get();
        }
        producer = new KafkaProducer<>(
                Map.of("bootstrap.servers", broker.bootstrapServers()),
                new StringSerializer(),
                new ByteArraySerializer());
    }

    @AfterEach
    void stop() {
        producer.close();
        broker.close();
    }

    /** What it printed, and how it ended. */
    private record Outcome(int exit, String output) {}

    private Outcome reconcile(String... options) {
        List<String> words = new ArrayList<>(List.of("--bootstrap-server", broker.bootstrapServers()));
        words.addAll(List.of(options));
        PrintStream out = System.out;
        PrintStream err = System.err;
        var bytes = new ByteArrayOutputStream();
        PrintStream captured = new PrintStream(bytes, true, UTF_8);
        System.setOut(captured);
        System.setErr(captured);
        try {
            return new Outcome(
                    Oncemark.commandLine(new ReconcileCommand()).execute(words.toArray(String[]::new)),
                    bytes.toString(UTF_8));
        } finally {
            System.setOut(out);
            System.setErr(err);
        }
    }

    private void row(String id, String mark, long place) throws Exception {
        String op = mark.equals("false") ? "c" : "r";
        String row =
                "{'__table':'enrollment','__op':'%s','__source_snapshot':'%s','__source_lsn':%d,'id':'%s','status':'active'}";
        send(
                "lms.enrollments",
                id,
                row.formatted(op, mark, place, id).replace('\'', '"').getBytes(UTF_8));
    }

    private void state(String id, boolean active, int format, long rowVersion) throws Exception {
        ByteBuffer state = ByteBuffer.allocate(64).put((byte) format).put((byte) (active ? 1 : 4));
        state.put((byte) 1).put((byte) 'u');
        long rest = rowVersion;
        for (; rest > 0x7F; rest >>>= 7) {
            state.put((byte) (rest | 0x80));
        }
        state.put((byte) rest).put((byte) 99);
        byte[] bytes = new byte[state.position()];
        state.flip().get(bytes);
        send(CHANGELOG, id, bytes);
    }

    private void send(String topic, String id, byte[] value) throws Exception {
        producer.send(new ProducerRecord<>(topic, id, value)).get();
    }

    /** A platform of many enrollments, read by a whole snapshot that ends with {@code mark}. */
    private void many(String mark) throws Exception {
        for (int number = 0; number < MANY; number++) {
            state("e-" + number, true, 1 + number % 2, BEFORE);
        }
        for (int number = 0; number < MANY; number++) {
            row("e-" + number, number == MANY - 1 ? mark : "true", SNAPSHOT);
        }
    }

    private Map<String, String> deletions() {
        Map<String, String> deletions = new TreeMap<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", broker.bootstrapServers()),
                new StringDeserializer(),
                new StringDeserializer())) {
            var partitions =
                    List.of(new TopicPartition("lms.enrollments", 0), new TopicPartition("lms.enrollments", 1));
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (partitions.stream().anyMatch(each -> consumer.position(each) < ends.getOrDefault(each, 0L))) {
                consumer.poll(Duration.ofMillis(100)).forEach(record -> {
                    if (record.value().contains("\"__op\":\"d\"")) {
                        deletions.put(record.key(), record.value());
                    }
                });
            }
        }
        return deletions;
    }

    @Test
    void shouldEndWhatTheSnapshotDidNotHaveAndNothingElse() throws Exception {
        row("gone", "false", BEFORE);
        row("came-meanwhile", "false", BEFORE);
        state("gone", true, 2, BEFORE);
        state("inactive", false, 2, BEFORE);
        state("new", true, 2, SNAPSHOT + 7);
        state("came-meanwhile", true, 2, BEFORE);
        many("last");
        // Written before the snapshot, committed after it: it stands before it in the log.
        row("came-meanwhile", "false", SNAPSHOT - 7);
        row("new", "false", SNAPSHOT + 7);

        Outcome asked = reconcile("--dry-run");
        assertThat(asked.exit()).isZero();
        assertThat(asked.output())
                .contains("gone\n", "1 of 23 active enrollments")
                .doesNotContain("inactive", "e-1");
        assertThat(deletions()).isEmpty();

        assertThat(reconcile().exit()).isZero();
        assertThat(deletions())
                .hasEntrySatisfying(
                        "gone",
                        row -> assertThat(row)
                                .contains(
                                        "\"__table\":\"enrollment\"",
                                        "\"__deleted\":\"true\"",
                                        "\"__source_lsn\":100"));
        assertThat(deletions()).hasSize(1);
    }

    @Test
    void shouldStopWhereMoreThanATenthWouldBeEnded() throws Exception {
        for (String id : List.of("gone-1", "gone-2", "gone-3")) {
            state(id, true, 2, BEFORE);
        }
        many("last");
        Outcome refused = reconcile();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output()).contains("3 of 23 active enrollments", "more than a tenth", "--accept 3");
        assertThat(reconcile("--accept", "2").exit()).isEqualTo(1);
        assertThat(deletions()).isEmpty();
        assertThat(reconcile("--accept", "3").exit()).isZero();
        assertThat(deletions()).containsOnlyKeys("gone-1", "gone-2", "gone-3");
    }

    @Test
    void shouldWantAWholeSnapshotAndStatesThatItKnows() throws Exception {
        state("gone", true, 2, BEFORE);
        many("true");
        assertThat(reconcile().output()).contains("no whole snapshot");
        row("e-0", "last", SNAPSHOT + 9);
        state("later", true, 3, BEFORE);
        Outcome refused = reconcile();
        assertThat(refused.exit()).isEqualTo(1);
        assertThat(refused.output()).contains("enrollment later is of format 3");
        assertThat(deletions()).isEmpty();
    }
}
