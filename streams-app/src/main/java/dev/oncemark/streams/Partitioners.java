package dev.oncemark.streams;

import java.util.Optional;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.streams.processor.StreamPartitioner;

/** Where records go that do not follow their key. */
final class Partitioners {

    private Partitioners() {}

    /** Every partition gets a copy (KIP-837): every task needs every outline. */
    static <V> StreamPartitioner<String, V> toAll() {
        return (topic, key, value, count) ->
                Optional.of(IntStream.range(0, count).boxed().collect(Collectors.toSet()));
    }
}
