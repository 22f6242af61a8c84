package dev.oncemark.sink.listener;

import static java.util.Objects.requireNonNull;

import dev.oncemark.contracts.DeadLetters;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.Future;
import java.util.stream.Collectors;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.Producer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.jspecify.annotations.Nullable;

/**
 * Where records go that no database would take: to {@code <topic>-dlt}, in the same partition, as they came. The
 * producer is made when the first is sent, since most sinks never send one.
 */
public final class DeadLetterTopics implements AutoCloseable {

    private static final String APP = "oncemark-sink";

    /** The dead-letter topic of each topic that has one. */
    private static final Map<String, String> TOPICS =
            Topics.withDeadLetters().collect(Collectors.toMap(Topic::name, Topic::deadLetters));

    private final Map<String, Object> settings;
    private @Nullable Producer<byte[], byte[]> producer;

    /** @param settings for the producer, without serializers */
    public DeadLetterTopics(Map<String, Object> settings) {
        this.settings = settings;
    }

    /**
     * Returns once the broker has acknowledged each.
     *
     * @throws KafkaException if it has not, in time; some of them may have been written
     */
    void send(List<DeadLetter> letters) {
        Producer<byte[], byte[]> open = open();
        List<Future<RecordMetadata>> sent = new ArrayList<>();
        for (DeadLetter letter : letters) {
            sent.add(open.send(addressed(letter)));
        }
        sent.forEach(DeadLetterTopics::await);
    }

    private static ProducerRecord<byte[], byte[]> addressed(DeadLetter letter) {
        ConsumerRecord<byte[], byte[]> in = letter.record();
        var headers = DeadLetters.headers(
                in.headers(), APP, letter.error(), new RecordPosition(in.topic(), in.partition(), in.offset()));
        // No timestamp: with its old one, retention could delete it at once.
        return new ProducerRecord<>(deadLetters(in.topic()), in.partition(), null, in.key(), in.value(), headers);
    }

    private static String deadLetters(String topic) {
        return requireNonNull(TOPICS.get(topic), topic);
    }

    private static void await(Future<RecordMetadata> acknowledged) {
        try {
            acknowledged.get();
        } catch (ExecutionException failed) {
            throw new KafkaException("a dead letter was not acknowledged", failed.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new KafkaException("stopped while a dead letter was sent", stopped);
        }
    }

    private synchronized Producer<byte[], byte[]> open() {
        if (producer == null) {
            producer = new KafkaProducer<>(settings, new ByteArraySerializer(), new ByteArraySerializer());
        }
        return producer;
    }

    @Override
    public synchronized void close() {
        if (producer != null) {
            producer.close();
        }
    }
}
