package dev.oncemark.sink.listener;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * Tells Kafka how far PostgreSQL is, for tools that show a group's lag. The sink itself never asks for it, so it may come
 * late, be wrong or fail.
 */
final class OffsetHints {

    private static final Duration INTERVAL = Duration.ofSeconds(2);

    private Map<TopicPartition, Long> told = Map.of();
    private long toldAt = System.nanoTime();

    /** Tells what is new, if some time has passed since it was told last. */
    void tellSometimes(Consumer<?, ?> consumer, Map<TopicPartition, Long> next) {
        if (System.nanoTime() - toldAt > INTERVAL.toNanos()) {
            tell(consumer, next);
        }
    }

    /** Tells what is new. */
    void tell(Consumer<?, ?> consumer, Map<TopicPartition, Long> next) {
        Map<TopicPartition, OffsetAndMetadata> fresh = new HashMap<>();
        next.forEach((partition, offset) -> {
            if (!offset.equals(told.get(partition))) {
                fresh.put(partition, new OffsetAndMetadata(offset));
            }
        });
        toldAt = System.nanoTime();
        if (!fresh.isEmpty()) {
            told = next;
            consumer.commitAsync(fresh, (offsets, failure) -> {
                if (failure != null) {
                    told = Map.of(); // as while partitions move; the next time tells all
                }
            });
        }
    }
}
