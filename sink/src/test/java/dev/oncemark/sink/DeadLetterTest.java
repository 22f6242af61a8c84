package dev.oncemark.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.DeadLetters;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.UUID;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.junit.jupiter.api.Test;

class DeadLetterTest {

    private static final String TOPIC = Topics.COMPLETION_RESULTS.name();

    private final String prefix = "dead-" + UUID.randomUUID() + "-";
    private final String key = prefix + "key";

    @Test
    void shouldSendAloneWhatNoDatabaseWouldTake() {
        List<String> poison = List.of(
                "{\"no\":\"JSON",
                good("unreadable").replace("\"sequence\"", "\"sequel\""),
                good("zero").replace("course", "cour\\u0000se"),
                good("late").replaceAll("\"20\\d\\d-", "\"+300000-"),
                good("long").replace("lesson-long", incompressible(9_000)),
                "");
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> {
                for (int i = 0; i < poison.size(); i++) {
                    writer.sendAccepted(prefix + i, 20);
                    writer.sendResult(key, poison.get(i));
                    writer.sendResult(key, good("good-" + i));
                }
                writer.send(TOPIC, key, null);
            });
            sink.awaitAllStored();

            assertThat(Database.lessons(prefix)).isEqualTo(20L * poison.size() + poison.size());
            assertThat(sink.metric("oncemark_sink_dead_letters_total")).isEqualTo(poison.size() + 1);
            assertThat(sink.isReady()).isTrue();
        }
        List<ConsumerRecord<String, byte[]>> dead = deadLetters();
        List<String> expected = new ArrayList<>(poison);
        assertThat(dead.stream().limit(poison.size()).map(record -> new String(record.value(), UTF_8)))
                .isEqualTo(expected);
        assertThat(dead).hasSize(poison.size() + 1);
        assertThat(dead.get(poison.size()).value()).isNull();
    }

    @Test
    void shouldSayWhereADeadLetterCameFromAndWhy() {
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> writer.sendResult(key, "{}"));
            sink.awaitAllStored();
        }
        ConsumerRecord<String, byte[]> dead = deadLetters().get(0);
        assertThat(header(dead, DeadLetters.APP)).isEqualTo("oncemark-sink");
        assertThat(header(dead, DeadLetters.ERROR)).endsWith("UnreadableRecordException");
        assertThat(header(dead, DeadLetters.MESSAGE)).isEqualTo("status is missing");
        assertThat(header(dead, DeadLetters.TOPIC)).isEqualTo(TOPIC);
        assertThat(header(dead, DeadLetters.PARTITION)).isEqualTo(Integer.toString(dead.partition()));
        assertThat(Long.parseLong(header(dead, DeadLetters.OFFSET))).isNotNegative();
    }

    private String good(String lesson) {
        byte[] json = Topics.COMPLETION_RESULTS.serde().serialize("", Writer.accepted(key, "lesson-" + lesson, 1));
        return new String(java.util.Objects.requireNonNull(json), UTF_8);
    }

    /** Too long for a page of an index, however PostgreSQL compresses it. */
    private static String incompressible(int length) {
        return new Random(1)
                .ints(length, 0, 62)
                .map(i -> i < 10 ? '0' + i : i < 36 ? 'a' + i - 10 : 'A' + i - 36)
                .collect(StringBuilder::new, StringBuilder::appendCodePoint, StringBuilder::append)
                .toString();
    }

    private static String header(ConsumerRecord<?, ?> record, String name) {
        return new String(record.headers().lastHeader(name).value(), UTF_8);
    }

    /** Those of this test, in their order. */
    private List<ConsumerRecord<String, byte[]>> deadLetters() {
        List<ConsumerRecord<String, byte[]>> found = new ArrayList<>();
        try (var consumer = new KafkaConsumer<>(
                Map.<String, Object>of("bootstrap.servers", RealParts.broker().bootstrapServers()),
                new StringDeserializer(),
                new ByteArrayDeserializer())) {
            List<TopicPartition> partitions = IntStream.range(0, RealParts.PARTITIONS)
                    .mapToObj(number -> new TopicPartition(Topics.COMPLETION_RESULTS.deadLetters(), number))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            Map<TopicPartition, Long> ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> {
                    if (key.equals(record.key())) {
                        found.add(record);
                    }
                });
            }
        }
        return found;
    }
}
