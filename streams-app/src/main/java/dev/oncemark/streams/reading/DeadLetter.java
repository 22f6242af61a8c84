package dev.oncemark.streams.reading;

import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import java.util.Map;
import java.util.Optional;
import java.util.Set;
import java.util.stream.Collectors;
import org.apache.kafka.common.serialization.Serializer;
import org.apache.kafka.streams.processor.StreamPartitioner;
import org.apache.kafka.streams.processor.TopicNameExtractor;
import org.jspecify.annotations.Nullable;

/**
 * A record that could not be read. It goes to its topic's own dead-letter topic, into the partition it came from, with
 * the bytes that came.
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes to the sink
public record DeadLetter(String inTopic, int inPartition, byte @Nullable [] value) {

    private static final Map<String, String> TOPICS =
            Topics.withDeadLetters().collect(Collectors.toMap(Topic::name, Topic::deadLetters));

    /** Its dead-letter topic. */
    public static final TopicNameExtractor<byte[], DeadLetter> TOPIC = (key, letter, context) -> {
        String topic = TOPICS.get(letter.inTopic());
        if (topic == null) {
            throw new IllegalStateException("topic " + letter.inTopic() + " has no dead letters");
        }
        return topic;
    };

    /** Its bytes. */
    public static final Serializer<DeadLetter> VALUE = (topic, letter) -> letter.value();

    /** Its partition. */
    public static final StreamPartitioner<byte[], DeadLetter> PARTITION =
            (topic, key, letter, count) -> Optional.of(Set.of(letter.inPartition() % count));
}
