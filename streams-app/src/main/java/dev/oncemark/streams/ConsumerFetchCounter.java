package dev.oncemark.streams;

import dev.oncemark.streams.processor.FetchCounter;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * The metric {@code fetch-total} of a stream thread's main consumer, whose client id is the thread's name and
 * {@code -consumer}. Where there is no such metric, the consumer is taken as always answered.
 */
final class ConsumerFetchCounter implements FetchCounter {

    private static final String GROUP = "consumer-fetch-manager-metrics";
    private static final String TOTAL = "fetch-total";

    /** By thread, not by its name: one that replaces another may have the same name, but has a consumer of its own. */
    private final Map<Thread, Metric> byThread = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile Supplier<? extends Map<MetricName, ? extends Metric>> metrics = Map::of;

    /** From now on counts by these metrics of all consumers. */
    void of(Supplier<? extends Map<MetricName, ? extends Metric>> all) {
        metrics = all;
    }

    @Override
    public long count() {
        Thread thread = Thread.currentThread();
        Metric total = byThread.get(thread);
        if (total == null) {
            total = find(thread.getName() + "-consumer");
            if (total == null) {
                return System.nanoTime();
            }
            byThread.put(thread, total);
        }
        return total.metricValue() instanceof Number number ? number.longValue() : System.nanoTime();
    }

    private @Nullable Metric find(String client) {
        for (Map.Entry<MetricName, ? extends Metric> metric : metrics.get().entrySet()) {
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
