package dev.oncemark.ingest.settings;

import dev.oncemark.ingest.settings.IngestSettings.Delivery;
import dev.oncemark.runtime.KafkaClients;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import org.apache.kafka.clients.CommonClientConfigs;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;

/** What the API's Kafka clients are given; of the three layers of {@link KafkaClients}, the first and the last. */
public final class ClientSettings {

    private final KafkaClients clients;

    public ClientSettings(Map<String, String> passedThrough) {
        this.clients = new KafkaClients(passedThrough);
    }

    public Map<String, Object> producer(Delivery delivery) {
        Map<String, Object> defaults = defaults("ingest-api-producer");
        defaults.put(ProducerConfig.LINGER_MS_CONFIG, millis(delivery.linger()));
        defaults.put(ProducerConfig.BATCH_SIZE_CONFIG, 64 << 10);
        return clients.properties(defaults, guarantees(delivery));
    }

    private static Map<String, Object> guarantees(Delivery delivery) {
        Map<String, Object> all = new HashMap<>();
        all.put(ProducerConfig.ACKS_CONFIG, "all");
        all.put(ProducerConfig.ENABLE_IDEMPOTENCE_CONFIG, true);
        all.put(ProducerConfig.MAX_BLOCK_MS_CONFIG, millis(delivery.maxBlock()));
        all.put(ProducerConfig.BUFFER_MEMORY_CONFIG, (long) delivery.bufferKib() << 10);
        all.put(ProducerConfig.DELIVERY_TIMEOUT_MS_CONFIG, millis(delivery.timeout()));
        // Kafka wants delivery.timeout.ms to be at least this and linger.ms.
        all.put(
                ProducerConfig.REQUEST_TIMEOUT_MS_CONFIG,
                millis(delivery.timeout().minus(delivery.linger())));
        // A topic that is forgotten while idle has to be asked for again, and a sender waits for that.
        all.put(ProducerConfig.METADATA_MAX_IDLE_CONFIG, Duration.ofDays(365).toMillis());
        return all;
    }

    /** Of a reader that belongs to no group and says itself from where it reads. */
    public Map<String, Object> tail() {
        Map<String, Object> defaults = defaults("ingest-api-tail");
        defaults.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, 5_000);
        Map<String, Object> guarantees = new HashMap<>();
        guarantees.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        guarantees.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, false);
        // Where the broker has deleted what was to be read next: go on with the oldest that is there.
        guarantees.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        guarantees.put(ConsumerConfig.ALLOW_AUTO_CREATE_TOPICS_CONFIG, false);
        return clients.properties(defaults, guarantees);
    }

    /** Of a client that asks the broker about itself. */
    public Map<String, Object> admin() {
        return clients.properties(defaults("ingest-api-admin"), Map.of());
    }

    private static Map<String, Object> defaults(String clientId) {
        Map<String, Object> all = new HashMap<>();
        all.put(CommonClientConfigs.CLIENT_ID_CONFIG, clientId);
        // A broker that comes back is found within half a second.
        all.put(CommonClientConfigs.RECONNECT_BACKOFF_MAX_MS_CONFIG, 500);
        all.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MS_CONFIG, 1_000);
        all.put(CommonClientConfigs.SOCKET_CONNECTION_SETUP_TIMEOUT_MAX_MS_CONFIG, 2_000);
        return all;
    }

    private static int millis(Duration duration) {
        return Math.toIntExact(duration.toMillis());
    }
}
