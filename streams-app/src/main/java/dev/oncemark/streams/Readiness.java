package dev.oncemark.streams;

import dev.oncemark.runtime.Health;
import dev.oncemark.streams.metrics.DecisionMetrics;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.ThreadMetadata;
import org.apache.kafka.streams.processor.StateRestoreListener;
import org.jspecify.annotations.Nullable;

/**
 * Whether this instance decides: it is running, has tasks, and all of their stores are restored. The state RUNNING alone
 * says less: it was seen with no task assigned.
 */
final class Readiness implements StateRestoreListener {

    private static final String WHY = "why";

    private final Set<String> restoring = ConcurrentHashMap.newKeySet();
    private final DecisionMetrics metrics;
    private volatile @Nullable KafkaStreams streams;

    Readiness(DecisionMetrics metrics) {
        this.metrics = metrics;
    }

    void of(KafkaStreams running) {
        streams = running;
    }

    Health ready() {
        String problem = problem();
        if (problem != null) {
            return Health.down(WHY, problem);
        }
        // It decides all the same: what holds some courses is a detail.
        Map<String, Object> details = new LinkedHashMap<>();
        List<String> concerns = metrics.catalog().concerns();
        if (!concerns.isEmpty()) {
            details.put("catalog", concerns);
        }
        int unreadable = metrics.unreadableRows();
        if (unreadable > 0) {
            details.put(
                    "enrollments", unreadable + " rows cannot be read and hold back the completion of their courses");
        }
        return new Health(true, details);
    }

    /** Up unless nothing but a restart can help. */
    Health live() {
        KafkaStreams running = streams;
        boolean isDead = running != null && running.state() == KafkaStreams.State.ERROR;
        return isDead ? Health.down(WHY, "the stream threads died") : Health.up();
    }

    /** Why the app is not ready, or null if it is. */
    private @Nullable String problem() {
        KafkaStreams running = streams;
        if (running == null) {
            return "waiting for the broker and its topics";
        }
        KafkaStreams.State state = running.state();
        if (state != KafkaStreams.State.RUNNING) {
            return "the state is " + state;
        }
        if (!restoring.isEmpty()) {
            return "stores are being restored: " + restoring.size();
        }
        long tasks = running.metadataForLocalThreads().stream()
                .map(ThreadMetadata::activeTasks)
                .mapToLong(Set::size)
                .sum();
        return tasks == 0 ? "no task is assigned" : null;
    }

    @Override
    public void onRestoreStart(TopicPartition partition, String store, long from, long to) {
        restoring.add(key(partition, store));
    }

    @Override
    public void onBatchRestored(TopicPartition partition, String store, long upTo, long count) {}

    @Override
    public void onRestoreEnd(TopicPartition partition, String store, long total) {
        restoring.remove(key(partition, store));
    }

    @Override
    public void onRestoreSuspended(TopicPartition partition, String store, long total) {
        restoring.remove(key(partition, store));
    }

    private static String key(TopicPartition partition, String store) {
        return store + " " + partition;
    }
}
