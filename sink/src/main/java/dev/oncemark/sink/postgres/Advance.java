package dev.oncemark.sink.postgres;

import java.util.Comparator;
import org.apache.kafka.common.TopicPartition;

/**
 * How far a batch brings one partition.
 *
 * @param start the next offset that PostgreSQL has to have before
 * @param end the next offset that it has after: the consumer's position behind the batch
 */
public record Advance(TopicPartition partition, long start, long end) {

    /** The order in which every sink locks offsets, so that none deadlocks with another. */
    static final Comparator<Advance> ORDER = Comparator.<Advance, String>comparing(advance -> advance.partition.topic())
            .thenComparingInt(advance -> advance.partition.partition());
}
