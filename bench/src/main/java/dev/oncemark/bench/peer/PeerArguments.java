package dev.oncemark.bench.peer;

import dev.oncemark.contracts.Topics;
import java.io.IOException;
import java.io.StringReader;
import java.io.UncheckedIOException;
import java.util.List;
import java.util.Properties;

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

    Properties consumer() {
        return properties("""
            bootstrap.servers=%s
            group.id=%s
            auto.offset.reset=earliest
            enable.auto.commit=false
            isolation.level=read_committed
            max.poll.records=1000
            """);
    }

    Properties producer() {
        return properties("""
            bootstrap.servers=%s
            transactional.id=%s
            linger.ms=100
            batch.size=131072
            transaction.timeout.ms=10000
            """);
    }

    private Properties properties(String text) {
        Properties properties = new Properties();
        try {
            properties.load(new StringReader(text.formatted(bootstrap, group)));
        } catch (IOException impossible) {
            throw new UncheckedIOException(impossible);
        }
        return properties;
    }
}
