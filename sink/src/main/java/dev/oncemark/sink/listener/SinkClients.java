package dev.oncemark.sink.listener;

import dev.oncemark.runtime.KafkaClients;
import dev.oncemark.sink.settings.SinkSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the sink's Kafka clients are given: the topmost of the three layers of {@link KafkaClients}. */
public final class SinkClients {

    private SinkClients() {}

    /**
     * Settings of one of the process's consumers. A static member's id, and the client's, end in its number, since each
     * is a member of its own.
     */
    static Map<String, Object> consumer(SinkSettings settings, int number) {
        Map<String, Object> consumer = settings.kafka().properties(Map.of(), SinkSettings.fixedKafka());
        consumer.computeIfPresent(ConsumerConfig.CLIENT_ID_CONFIG, (name, id) -> id + "-" + number);
        consumer.computeIfPresent(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, (name, id) -> id + "-" + number);
        return consumer;
    }

    /** Settings of the producer for dead letters. It gives up before PostgreSQL gives up the transaction around it. */
    public static Map<String, Object> deadLetterProducer(SinkSettings settings) {
        Map<String, Object> guarantees = new HashMap<>();
        guarantees.put(ProducerConfig.ACKS_CONFIG, "all");
        guarantees.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        guarantees.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        guarantees.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8 << 20);
        guarantees.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        guarantees.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        guarantees.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        guarantees.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        guarantees.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        Map<String, Object> producer = settings.kafka().properties(Map.of(), guarantees);
        producer.keySet().retainAll(ProducerConfig.configNames());
        producer.computeIfPresent(ProducerConfig.CLIENT_ID_CONFIG, (name, id) -> id + "-dlt");
        return producer;
    }
}
