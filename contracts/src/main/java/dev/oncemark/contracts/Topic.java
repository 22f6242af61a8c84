package dev.oncemark.contracts;

import java.util.Map;

/**
 * A topic as a value: its name, what its values are, and how the broker has to keep them.
 *
 * @param name the topic's name
 * @param serde reads and writes the topic's values; keys are UTF-8 strings everywhere
 * @param partitioning whether the topic has as many partitions as there are for enrollments, or exactly one
 * @param config broker settings that the contract fixes; replication is the installation's to choose
 */
public record Topic<V>(String name, JsonSerde<V> serde, Partitioning partitioning, Map<String, String> config) {

    /** How many partitions a topic has. */
    public enum Partitioning {
        /** P partitions, the same number for every such topic, so that an enrollment is in one task. */
        BY_ENROLLMENT,
        /** One partition: its records are totally ordered. */
        SINGLE
    }

    public Topic {
        config = Map.copyOf(config);
    }

    /** The topic for records of this one that could not be processed: as they came, the error in their headers. */
    public String deadLetters() {
        return name + "-dlt";
    }

    /** The topic's number of partitions where enrollments are spread over {@code byEnrollment} of them. */
    public int partitions(int byEnrollment) {
        return switch (partitioning) {
            case BY_ENROLLMENT -> byEnrollment;
            case SINGLE -> 1;
        };
    }
}
