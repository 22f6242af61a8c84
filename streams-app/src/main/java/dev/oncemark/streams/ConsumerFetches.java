package dev.oncemark.streams;

import dev.oncemark.streams.processor.FetchAnswers;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.apache.kafka.streams.KafkaStreams;
import org.jspecify.annotations.Nullable;

/**
 * Counts by the metric {@code fetch-total} of a stream thread's main consumer, whose client id is the thread's name and
 * {@code -consumer}. A consumer that does not count is taken as one that is always answered.
 */
final class ConsumerFetches implements FetchAnswers {

    private static final String GROUP = "consumer-fetch-manager-metrics";
    private static final String TOTAL = "fetch-total";

    private final Map<String, Metric> byThread = new ConcurrentHashMap<>();
    private volatile @Nullable KafkaStreams streams;

    void of(KafkaStreams running) {
        streams = running;
    }

    @Override
    public long count() {
        String thread = Thread.currentThread().getName();
        Metric total = byThread.get(thread);
        if (total == null) {
            total = find(thread + "-consumer");
            if (total == null) {
                return System.nanoTime();
            }
            byThread.put(thread, total);
        }
        return total.metricValue() instanceof Number number ? number.longValue() : System.nanoTime();
    }

    private @Nullable Metric find(String client) {
        KafkaStreams running = streams;
        if (running == null) {
            return null;
        }
        for (Map.Entry<MetricName, ? extends Metric> metric : running.metrics().entrySet()) {
            MetricName name = metric.getKey();
            if (name.name().equals(TOTAL)
                    && name.group().equals(GROUP)
                    && client.equals(name.tags().get("client-id"))) {
                return metric.getValue();
            }
        }
        return null;
    }
}
