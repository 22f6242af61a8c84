package dev.oncemark.localstack;

import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;
import tools.jackson.databind.JsonNode;

/** Reads the rows that the connector writes from now on. Transactions' marks are passed over. */
final class ExampleTail implements AutoCloseable {

    private final KafkaConsumer<String, JsonNode> consumer;

    ExampleTail(String bootstrapServers) {
        consumer = new KafkaConsumer<>(
                Map.of(
                        ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                        ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                        ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false"),
                new StringDeserializer(),
                Topics.LMS_COURSES.serde());
        List<TopicPartition> partitions = Stream.of(Topics.LMS_COURSES, Topics.LMS_ENROLLMENTS)
                .flatMap(topic -> consumer.partitionsFor(topic.name()).stream())
                .map(partition -> new TopicPartition(partition.topic(), partition.partition()))
                .toList();
        consumer.assign(partitions);
        consumer.seekToEnd(partitions);
        partitions.forEach(consumer::position);
    }

    /** The next rows, once there are {@code count} or {@code limit} is over; more of them where more came with these. */
    List<ExampleRow> next(int count, Duration limit) {
        List<ExampleRow> rows = new ArrayList<>();
        long deadline = System.nanoTime() + limit.toNanos();
        while (rows.size() < count && System.nanoTime() < deadline) {
            consumer.poll(Duration.ofMillis(100)).forEach(found -> rows.add(new ExampleRow(found)));
            rows.removeIf(ExampleRow::isTransactionMark);
        }
        return rows;
    }

    /** What comes until nothing has come for {@code quiet}. */
    List<ExampleRow> rest(Duration quiet) {
        List<ExampleRow> rows = new ArrayList<>();
        List<ExampleRow> more = next(1, quiet);
        while (!more.isEmpty()) {
            rows.addAll(more);
            more = next(1, quiet);
        }
        return rows;
    }

    @Override
    public void close() {
        consumer.close();
    }
}
