package dev.oncemark.localstack;

import dev.oncemark.contracts.Topic;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Reads a topic as any service would that taps it: committed records only, from the beginning. */
public record TopicReader(String bootstrapServers) {

    /** The values that are there once {@code enough} says so of them, or when {@code limit} is over. */
    public <V> List<V> read(Topic<V> topic, Predicate<List<V>> enough, Duration limit) {
        return values(records(topic, found -> enough.test(values(found)), limit));
    }

    /** As {@link #read}, with keys, partitions and headers. */
    public <V> List<ConsumerRecord<String, V>> records(
            Topic<V> topic, Predicate<List<ConsumerRecord<String, V>>> enough, Duration limit) {
        List<ConsumerRecord<String, V>> found = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        try (var consumer = new KafkaConsumer<>(settings(), new StringDeserializer(), topic.serde())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            while (!enough.test(found) && System.nanoTime() < deadline) {
                consumer.poll(Duration.ofMillis(100)).forEach(found::add);
            }
        }
        return found;
    }

    private static <V> List<V> values(List<ConsumerRecord<String, V>> records) {
        return records.stream().map(ConsumerRecord::value).toList();
    }

    private Map<String, Object> settings() {
        return Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
    }
}
