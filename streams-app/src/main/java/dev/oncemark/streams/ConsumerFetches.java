package dev.oncemark.streams;

import dev.oncemark.streams.processor.FetchAnswers;
import java.util.Collections;
import java.util.Map;
import java.util.WeakHashMap;
import java.util.function.Supplier;
import org.apache.kafka.common.Metric;
import org.apache.kafka.common.MetricName;
import org.jspecify.annotations.Nullable;

/**
 * Counts by the metric {@code fetch-total} of a stream thread's main consumer, whose client id is the thread's name and
 * {@code -consumer}. A consumer that does not count is taken as one that is always answered.
 */
final class ConsumerFetches implements FetchAnswers {

    private static final String GROUP = "consumer-fetch-manager-metrics";
    private static final String TOTAL = "fetch-total";

    /** By thread, not by its name: a thread that replaces another one may get the name, but has a consumer of its own. */
    private final Map<Thread, Metric> byThread = Collections.synchronizedMap(new WeakHashMap<>());

    private volatile Supplier<? extends Map<MetricName, ? extends Metric>> metrics = Map::of;

    /** The metrics of all consumers, once there are some. */
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
