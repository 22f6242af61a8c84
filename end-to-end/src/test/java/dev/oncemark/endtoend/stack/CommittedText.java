package dev.oncemark.endtoend.stack;

import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** The committed records of a topic as text, those too that no reader of ours can read. */
public record CommittedText(String bootstrapServers) {

    /** All that are there now, each as {@code partition@offset key value}. */
    public Set<String> records(String topic) {
        Set<String> records = new HashSet<>();
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrapServers, "isolation.level", "read_committed");
        var text = new StringDeserializer();
        try (var consumer = new KafkaConsumer<>(settings, text, text)) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic).stream()
                    .map(info -> new TopicPartition(topic, info.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            var ends = consumer.endOffsets(partitions);
            while (ends.entrySet().stream().anyMatch(end -> consumer.position(end.getKey()) < end.getValue())) {
                consumer.poll(Duration.ofMillis(100))
                        .forEach(record ->
                                records.add(line(record.partition(), record.offset(), record.key(), record.value())));
            }
        }
        return records;
    }

    static String line(int partition, long offset, String key, String value) {
        return "%d@%d %s %s".formatted(partition, offset, key, value);
    }
}
