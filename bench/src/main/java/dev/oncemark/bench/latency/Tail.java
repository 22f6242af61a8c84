package dev.oncemark.bench.latency;

import dev.oncemark.bench.streams.Input;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.function.IntFunction;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads committed results as they come, from where the topic ends when it is made. */
final class Tail implements AutoCloseable {

    private final KafkaConsumer<String, dev.oncemark.contracts.CompletionResult> consumer;
    private final Input input;
    private final Seen seen;
    private final Watcher watcher;

    /** Told of a result as soon as it is read. */
    interface Seen {
        /** @param nanos when, by {@link System#nanoTime()} */
        void result(int number, int partition, long offset, long nanos);
    }

    Tail(String bootstrap, String topic, int partitions, Input input, Seen seen) {
        this.input = input;
        this.seen = seen;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit", false);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), Topics.COMPLETION_RESULTS.serde());
        IntFunction<TopicPartition> numbered = number -> new TopicPartition(topic, number);
        List<TopicPartition> all =
                IntStream.range(0, partitions).mapToObj(numbered).toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        this.watcher = new Watcher("tail", this::read);
    }

    private void read() {
        var records = consumer.poll(Duration.ofMillis(50));
        long now = System.nanoTime();
        for (var record : records) {
            int number =
                    input.number(record.value().enrollmentId(), record.value().lessonId());
            seen.result(number, record.partition(), record.offset(), now);
        }
    }

    @Override
    public void close() {
        watcher.close();
        consumer.close();
    }
}
