package dev.oncemark.sink.listener;

import dev.oncemark.contracts.Topic;
import dev.oncemark.sink.postgres.ProgressStore;
import java.time.Duration;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;
import org.springframework.kafka.core.DefaultKafkaConsumerFactory;
import org.springframework.kafka.event.ConsumerStoppedEvent;
import org.springframework.kafka.event.ListenerContainerIdleEvent;
import org.springframework.kafka.listener.ContainerProperties;
import org.springframework.kafka.listener.ContainerProperties.AckMode;
import org.springframework.kafka.listener.ContainerProperties.AssignmentCommitOption;
import org.springframework.kafka.listener.KafkaMessageListenerContainer;

/** One consumer: Spring Kafka's container around a batch listener. */
final class SinkConsumer {

    private static final Logger LOG = LoggerFactory.getLogger(SinkConsumer.class);

    private static final Duration IDLE = Duration.ofSeconds(1);
    private static final Duration AUTHORIZATION_RETRY = Duration.ofSeconds(10);
    /** No answer to heartbeats for so long means that the broker, or the way to it, is gone. */
    private static final double HEARTBEAT_MISSED_SECONDS = 15;

    private final String name;
    private final ConsumerState state = new ConsumerState();
    private final BatchListener listener;
    private final KafkaMessageListenerContainer<byte[], byte[]> container;
    private final Runnable onDeath;

    SinkConsumer(
            int number,
            Map<String, Object> settings,
            ProgressStore progress,
            BatchStore store,
            PauseControl pause,
            SinkMeters meters,
            Runnable onDeath) {
        this.name = "sink-" + number;
        this.onDeath = onDeath;
        StoredOffsets offsets = new StoredOffsets(progress, meters);
        this.listener = new BatchListener(offsets, store, pause);
        var consumers =
                new DefaultKafkaConsumerFactory<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.container = new KafkaMessageListenerContainer<>(
                consumers, containerProperties(new RebalanceListener(listener, offsets, state)));
        container.setBeanName(name);
        container.setCommonErrorHandler(new PollErrors(state));
        container.setApplicationEventPublisher(this::onEvent);
    }

    private ContainerProperties containerProperties(RebalanceListener placement) {
        ContainerProperties properties =
                new ContainerProperties(Batch.TOPICS.stream().map(Topic::name).toArray(String[]::new));
        properties.setMessageListener(listener);
        properties.setConsumerRebalanceListener(placement);
        properties.setAckMode(AckMode.MANUAL); // by the listener, after PostgreSQL's commit
        properties.setAssignmentCommitOption(AssignmentCommitOption.NEVER);
        properties.setIdleEventInterval(IDLE.toMillis());
        properties.setPollTimeout(IDLE.toMillis());
        properties.setAuthExceptionRetryInterval(AUTHORIZATION_RETRY);
        return properties;
    }

    void startOrResume() {
        container.resume();
        if (!container.isRunning()) {
            container.start();
        }
    }

    void pause() {
        container.pause();
    }

    void stop(Runnable stopped) {
        container.stop(stopped);
    }

    Stream<String> troubles() {
        return Stream.concat(
                Stream.ofNullable(groupTrouble()),
                state.outOfReach().entrySet().stream()
                        .map(gone -> "%s has no offset %d, from which PostgreSQL goes on; see the sink's README"
                                .formatted(gone.getKey(), gone.getValue())));
    }

    private @Nullable String groupTrouble() {
        if (!state.hasJoined()) {
            return name + " has not joined its group yet";
        }
        boolean missed = container.metrics().values().stream()
                .flatMap(metrics -> metrics.entrySet().stream())
                .anyMatch(SinkConsumer::isMissedHeartbeat);
        return missed ? name + " gets no answer to its heartbeats" : null;
    }

    private static boolean isMissedHeartbeat(Map.Entry<MetricName, ? extends Metric> metric) {
        return metric.getKey().name().equals("last-heartbeat-seconds-ago")
                && metric.getValue().metricValue() instanceof Double seconds
                && seconds > HEARTBEAT_MISSED_SECONDS;
    }

    private void onEvent(Object event) {
        if (event instanceof ListenerContainerIdleEvent idle && !idle.isPaused()) {
            listener.onIdle(idle.getConsumer());
        } else if (event instanceof ConsumerStoppedEvent stopped
                && stopped.getReason() != ConsumerStoppedEvent.Reason.NORMAL) {
            LOG.atError().addKeyValue("reason", stopped.getReason()).log("a consumer died");
            onDeath.run();
        }
    }
}
