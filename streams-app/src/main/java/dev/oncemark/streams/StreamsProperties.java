package dev.oncemark.streams;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/** What Kafka Streams is told (docs/design.md, section 5). */
final class StreamsProperties {

    private static final long RESTORED_IN_SECONDS = 1_000_000;

    private StreamsProperties() {}

    static Properties of(StreamsSettings settings) {
        Map<String, Object> guarantees = new HashMap<>();
        instance(settings, guarantees);
        guarantees.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        guarantees.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        guarantees.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.intervals().commit().toMillis());
        guarantees.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        guarantees.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        guarantees.put(BoundedRocksDb.CACHE_MIB, settings.rocksDb().cacheMib());
        guarantees.put(BoundedRocksDb.WRITE_BUFFERS_MIB, settings.rocksDb().writeBuffersMib());
        membership(settings, guarantees);
        Properties properties = new Properties();
        properties.putAll(settings.kafka().properties(defaults(), guarantees));
        return properties;
    }

    private static Map<String, Object> defaults() {
        Map<String, Object> defaults = new HashMap<>();
        takeOver(defaults);
        adminTimeouts(defaults);
        return defaults;
    }

    private static void instance(StreamsSettings settings, Map<String, Object> properties) {
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.instance().applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.instance().stateDir());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.tasks().threads());
        properties.put(
                StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.tasks().standbyReplicas());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.tasks().replicationFactor());
    }

    /**
     * A new instance takes tasks at once unless more has to be restored first than seconds are enough for. Kafka's own
     * bound of 10,000 records had it stand by, not ready, until the group is looked at again, which it is every ten minutes.
     */
    private static void takeOver(Map<String, Object> properties) {
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, RESTORED_IN_SECONDS);
        properties.put(
                StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG,
                Duration.ofMinutes(1).toMillis());
    }

    /**
     * The assignor (group leader) fetches stable committed offsets and blocks on a pending transaction, though assignment
     * works without. Kafka's 60 s default stalled every instance after a killed broker was back.
     */
    private static void adminTimeouts(Map<String, Object> properties) {
        properties.put(StreamsConfig.adminClientPrefix(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG), 5_000);
        properties.put(StreamsConfig.adminClientPrefix(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG), 10_000);
    }

    /** A dead instance is noticed after the session time-out; a dead producer's open transaction is then aborted. */
    private static void membership(StreamsSettings settings, Map<String, Object> properties) {
        int session = (int) settings.intervals().sessionTimeout().toMillis();
        properties.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        properties.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 4);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG),
                settings.instance().groupInstanceId());
        properties.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        int transaction = (int) settings.intervals().transactionTimeout().toMillis();
        properties.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), transaction);
    }
}
