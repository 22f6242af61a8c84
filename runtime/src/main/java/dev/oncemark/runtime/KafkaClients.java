package dev.oncemark.runtime;

import java.util.HashMap;
import java.util.Map;

/**
 * What Kafka's clients are given, in layers: an app's defaults, above them what the installation passes through, and on
 * top what the app's guarantees need.
 *
 * @param passedThrough {@code oncemark.kafka.*}, by Kafka's own names
 */
public record KafkaClients(Map<String, String> passedThrough) {

    public KafkaClients {
        passedThrough = Map.copyOf(passedThrough);
    }

    /**
     * The properties of one client.
     *
     * @param defaults what suits the app
     * @param guarantees what the installation cannot change
     */
    public Map<String, Object> properties(Map<String, ?> defaults, Map<String, ?> guarantees) {
        Map<String, Object> properties = new HashMap<>(defaults);
        properties.putAll(passedThrough);
        properties.putAll(guarantees);
        return properties;
    }
}
