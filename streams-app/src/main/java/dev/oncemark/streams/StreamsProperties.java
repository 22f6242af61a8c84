package dev.oncemark.streams;

import static org.apache.kafka.streams.StreamsConfig.consumerPrefix;
import static org.apache.kafka.streams.StreamsConfig.producerPrefix;

import java.time.Duration;
import java.util.Properties;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.streams.StreamsConfig;

/**
 * What Kafka Streams is told (docs/design.md, section 5). What the settings pass through comes first, so that the promises
 * below it cannot be configured away.
 */
final class StreamsProperties {

    private static final long RESTORED_IN_SECONDS = 1_000_000;

    private StreamsProperties() {}

    static Properties of(StreamsSettings settings) {
        Properties properties = new Properties();
        takeOver(properties);
        patience(properties);
        properties.putAll(settings.kafka());
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, settings.applicationId());
        properties.put(StreamsConfig.STATE_DIR_CONFIG, settings.stateDir());
        properties.put(StreamsConfig.NUM_STREAM_THREADS_CONFIG, settings.threads());
        properties.put(StreamsConfig.NUM_STANDBY_REPLICAS_CONFIG, settings.standbyReplicas());
        properties.put(StreamsConfig.REPLICATION_FACTOR_CONFIG, settings.replicationFactor());
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ENSURE_EXPLICIT_INTERNAL_RESOURCE_NAMING_CONFIG, true);
        properties.put(
                StreamsConfig.COMMIT_INTERVAL_MS_CONFIG,
                settings.commitInterval().toMillis());
        properties.put(StreamsConfig.STATESTORE_CACHE_MAX_BYTES_CONFIG, 0L);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(BoundedRocksDb.CACHE_MIB, settings.rocksDb().cacheMib());
        properties.put(BoundedRocksDb.WRITE_BUFFERS_MIB, settings.rocksDb().writeBuffersMib());
        membership(settings, properties);
        return properties;
    }

    /**
     * A new instance takes tasks at once unless more has to be restored first than seconds are enough for. Kafka's own bound of
     * 10,000 records had it stand by, not ready, until the group is looked at again, which it is every ten minutes.
     */
    private static void takeOver(Properties properties) {
        properties.put(StreamsConfig.ACCEPTABLE_RECOVERY_LAG_CONFIG, RESTORED_IN_SECONDS);
        properties.put(
                StreamsConfig.PROBING_REBALANCE_INTERVAL_MS_CONFIG,
                Duration.ofMinutes(1).toMillis());
    }

    /**
     * Whoever hands out the tasks asks for committed offsets first, and waits while one of a transaction is pending. It can do
     * without them, and without a bound of its own it waited for a minute, and all instances with it, after a broker that was killed
     * was back.
     */
    private static void patience(Properties properties) {
        properties.put(StreamsConfig.adminClientPrefix(AdminClientConfig.REQUEST_TIMEOUT_MS_CONFIG), 5_000);
        properties.put(StreamsConfig.adminClientPrefix(AdminClientConfig.DEFAULT_API_TIMEOUT_MS_CONFIG), 10_000);
    }

    /** A dead instance is noticed after the session time-out; a dead producer's open transaction is then aborted. */
    private static void membership(StreamsSettings settings, Properties properties) {
        int session = (int) settings.sessionTimeout().toMillis();
        properties.put(consumerPrefix(ConsumerConfig.SESSION_TIMEOUT_MS_CONFIG), session);
        properties.put(consumerPrefix(ConsumerConfig.HEARTBEAT_INTERVAL_MS_CONFIG), session / 4);
        properties.put(
                StreamsConfig.mainConsumerPrefix(ConsumerConfig.GROUP_INSTANCE_ID_CONFIG), settings.groupInstanceId());
        properties.put(consumerPrefix(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG), "earliest");
        int transaction = (int) settings.transactionTimeout().toMillis();
        properties.put(producerPrefix(ProducerConfig.TRANSACTION_TIMEOUT_CONFIG), transaction);
    }
}
