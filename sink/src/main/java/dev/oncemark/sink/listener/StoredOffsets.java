package dev.oncemark.sink.listener;

import dev.oncemark.sink.postgres.Advance;
import dev.oncemark.sink.postgres.ProgressStore;
import dev.oncemark.sink.postgres.StoredPosition;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;

/**
 * What PostgreSQL has as the next offset of each partition of one consumer, as far as this consumer knows. A partition
 * whose offset is not known yet is not placed, and none of its records is stored. Used by the consumer's
 * thread only.
 */
final class StoredOffsets {

    private static final Duration BROKER = Duration.ofSeconds(10);

    private final ProgressStore progress;
    private final SinkMeters meters;
    private final Map<TopicPartition, Long> next = new HashMap<>();
    private final Map<TopicPartition, Long> furthest = new HashMap<>();

    StoredOffsets(ProgressStore progress, SinkMeters meters) {
        this.progress = progress;
        this.meters = meters;
    }

    /** Whether what was polled goes on from PostgreSQL's offsets, in every partition. */
    boolean continuedBy(ConsumerRecords<?, ?> records) {
        for (TopicPartition partition : records.partitions()) {
            Long start = next.get(partition);
            if (start == null || records.records(partition).get(0).offset() < start) {
                return false;
            }
        }
        return true;
    }

    /**
     * Lets the consumer go on from PostgreSQL's offsets. Where they cannot be had, the partitions are left unplaced, with
     * a position only so that the consumer can poll.
     */
    void place(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) throws SQLException {
        next.keySet().removeAll(partitions);
        try {
            progress.offsets(partitions, fresh -> consumer.beginningOffsets(Set.copyOf(fresh), BROKER))
                    .forEach((partition, position) -> placeAt(consumer, partition, position));
        } finally {
            seekUnplacedToBeginning(consumer, partitions);
        }
    }

    private void placeAt(Consumer<?, ?> consumer, TopicPartition partition, StoredPosition position) {
        consumer.seek(partition, position.next());
        next.put(partition, position.next());
        furthest.put(partition, position.furthest());
        meters.at(partition, position.next(), consumer.currentLag(partition).orElse(0));
    }

    /** The offset before which everything of the partition, which is placed, has been stored once. */
    long furthest(TopicPartition partition) {
        return furthest.getOrDefault(partition, 0L);
    }

    private void seekUnplacedToBeginning(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        List<TopicPartition> unplaced = partitions.stream()
                .filter(partition -> !next.containsKey(partition))
                .toList();
        if (!unplaced.isEmpty()) { // for none, the consumer would seek all
            consumer.seekToBeginning(unplaced);
        }
    }

    void forget(Collection<TopicPartition> partitions) {
        next.keySet().removeAll(partitions);
        furthest.keySet().removeAll(partitions);
        meters.gone(partitions);
    }

    /** How far a batch brings its partitions, by the consumer's positions behind it. */
    List<Advance> advances(Map<TopicPartition, OffsetAndMetadata> behind) {
        List<Advance> advances = new ArrayList<>();
        behind.forEach((partition, end) -> {
            Long start = next.get(partition);
            if (start != null && start < end.offset()) {
                advances.add(new Advance(partition, start, end.offset()));
            }
        });
        return advances;
    }

    void advanced(Consumer<?, ?> consumer, List<Advance> advances) {
        for (Advance advance : advances) {
            next.replace(advance.partition(), advance.end());
            long lag = consumer.currentLag(advance.partition()).orElse(0);
            meters.at(advance.partition(), advance.end(), lag);
        }
    }

    /** Lets the consumer fetch again what was not stored. */
    void rewind(Consumer<?, ?> consumer, Collection<TopicPartition> partitions) {
        for (TopicPartition partition : partitions) {
            Long start = next.get(partition);
            if (start != null) {
                consumer.seek(partition, start);
            }
        }
    }

    /** The partitions whose offsets are known, with these. */
    Map<TopicPartition, Long> placed() {
        return Map.copyOf(next);
    }
}
