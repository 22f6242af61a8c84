package dev.oncemark.streams;

import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.processor.DeadLetter;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;

/** A dead letter goes to its topic's own dead-letter topic, into the partition it came from, with its own bytes. */
final class DeadLetterRoute {

    private static final Map<String, String> TOPICS =
            Topics.withDeadLetters().collect(Collectors.toMap(Topic::name, Topic::deadLetters));

    static final TopicNameExtractor<byte[], DeadLetter> TOPIC = (key, letter, context) -> {
        String topic = TOPICS.get(letter.inTopic());
        if (topic == null) {
            throw new IllegalStateException("topic " + letter.inTopic() + " has no dead letters");
        }
        return topic;
    };

    static final Serializer<DeadLetter> VALUE = (topic, letter) -> letter.value();

    static final StreamPartitioner<byte[], DeadLetter> PARTITION =
            (topic, key, letter, count) -> Optional.of(Set.of(letter.inPartition() % count));

    private DeadLetterRoute() {}
}
