package dev.oncemark.bench.latency;

import dev.oncemark.bench.Figures;
import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long it took since the intended time, to a microsecond. Nothing is corrected: there is nothing to correct. */
final class Times {

    private static final long MOST = TimeUnit.MINUTES.toMicros(5);

    private final Histogram micros = new Histogram(MOST, 3);

    synchronized void add(long nanos) {
        micros.recordValue(Math.min(MOST, Math.max(0, nanos / 1_000)));
    }

    synchronized long count() {
        return micros.getTotalCount();
    }

    synchronized double millis(double percentile) {
        return (double) micros.getValueAtPercentile(percentile) / 1e3;
    }

    /** Adds the percentiles, in milliseconds. */
    void addTo(Figures figures, String contestant) {
        figures.add(contestant, "p50 ms", millis(50));
        figures.add(contestant, "p90 ms", millis(90));
        figures.add(contestant, "p99 ms", millis(99));
        figures.add(contestant, "p99.9 ms", millis(99.9));
        figures.add(contestant, "max ms", millis(100));
    }
}
