package dev.oncemark.bench.stack;

import dev.oncemark.bench.streams.GroupOffsets;
import dev.oncemark.bench.streams.Workload;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads committed results as they come, from where the topic ends when it is made. */
final class ResultReader implements AutoCloseable {

    private final KafkaConsumer<String, CompletionResult> consumer;
    private final Workload workload;
    private final Listener listener;
    private final Watcher watcher;

    /** Told of a result as soon as it is read. */
    interface Listener {
        /** @param nanos when, by {@link System#nanoTime()} */
        void result(int number, TopicPartition partition, long offset, long nanos);
    }

    ResultReader(String bootstrap, String topic, Workload workload, Listener listener) {
        this.workload = workload;
        this.listener = listener;
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit", false);
        this.consumer = new KafkaConsumer<>(settings, new StringDeserializer(), Topics.COMPLETION_RESULTS.serde());
        List<TopicPartition> all = IntStream.range(0, GroupOffsets.PARTITIONS)
                .mapToObj(number -> new TopicPartition(topic, number))
                .toList();
        consumer.assign(all);
        consumer.seekToEnd(all);
        all.forEach(consumer::position);
        this.watcher = new Watcher("results", this::read);
    }

    private void read() {
        var records = consumer.poll(Duration.ofMillis(50));
        long now = System.nanoTime();
        for (var record : records) {
            CompletionResult result = record.value();
            int number = workload.number(result.enrollmentId(), result.lesson());
            listener.result(number, new TopicPartition(record.topic(), record.partition()), record.offset(), now);
        }
    }

    @Override
    public void close() {
        watcher.close();
        consumer.close();
    }
}
