package dev.oncemark.bench.peer;

import dev.oncemark.contracts.Topics;
import java.util.List;
import java.util.Map;

/**
 * What every peer is told.
 *
 * @param group the consumer group whose committed offsets say how far it is
 * @param input the topic of requests
 * @param output the topic for its results
 * @param directory for state
 */
public record PeerArguments(
        String bootstrap, String group, String input, String output, String directory, String variant) {

    static final String INPUT = Topics.COMPLETION_REQUESTS.name();

    static PeerArguments of(String[] words) {
        return new PeerArguments(words[0], words[1], words[2], words[3], words[4], words[5]);
    }

    public List<String> words() {
        return List.of(bootstrap, group, input, output, directory, variant);
    }

    Map<String, Object> consumer() {
        return Map.of(
                "bootstrap.servers",
                bootstrap,
                "group.id",
                group,
                "auto.offset.reset",
                "earliest",
                "enable.auto.commit",
                false,
                "isolation.level",
                "read_committed",
                "max.poll.records",
                1_000);
    }

    Map<String, Object> producer() {
        return Map.of(
                "bootstrap.servers",
                bootstrap,
                "transactional.id",
                group,
                "linger.ms",
                100,
                "batch.size",
                128 << 10,
                "transaction.timeout.ms",
                10_000);
    }
}
