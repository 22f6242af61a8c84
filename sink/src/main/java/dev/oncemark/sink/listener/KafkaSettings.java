package dev.oncemark.sink.listener;

import dev.oncemark.sink.settings.SinkSettings;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What Kafka's clients are given: {@code oncemark.kafka.*}, and what the sink's promises rest on. */
public final class KafkaSettings {

    private KafkaSettings() {}

    /**
     * Settings of one of the process's consumers. A static member's id, and the client's, end in its number, since each
     * is a member of its own.
     */
    static Map<String, Object> consumer(SinkSettings settings, int number) {
        Map<String, Object> consumer = new HashMap<>(settings.kafka());
        consumer.putAll(SinkSettings.fixedKafka());
        consumer.computeIfPresent(ConsumerConfig.CLIENT_ID_CONFIG, (name, id) -> id + "-" + number);
        consumer.computeIfPresent(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG, (name, id) -> id + "-" + number);
        return consumer;
    }

    /** Settings of the producer for dead letters. It gives up before PostgreSQL gives up the transaction around it. */
    public static Map<String, Object> deadLetterProducer(SinkSettings settings) {
        Map<String, Object> producer = new HashMap<>(settings.kafka());
        producer.keySet().retainAll(ProducerConfig.configNames());
        producer.computeIfPresent(ProducerConfig.CLIENT_ID_CONFIG, (name, id) -> id + "-dlt");
        producer.put(ProducerConfig.ACKS_CONFIG, "all");
        producer.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        producer.put(ProducerConfig.COMPRESSION_TYPE_CONFIG, "gzip");
        producer.put(ProducerConfig.BUFFER_MEMORY_CONFIG, 8 << 20);
        producer.put(ProducerConfig.MAX_REQUEST_SIZE_CONFIG, 8 << 20);
        producer.put(ProducerConfig.LINGER_MS_CONFIG, 0);
        producer.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, 5_000);
        producer.put(ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG, 5_000);
        producer.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, 10_000);
        return producer;
    }
}
