package dev.oncemark.localstack.load;

import java.util.concurrent.TimeUnit;
import org.HdrHistogram.Histogram;

/** How long something took, to a microsecond. Nothing is corrected: counted from an intended time there is nothing to correct. */
public final class Latencies {

    private static final long MAX_MICROS = TimeUnit.MINUTES.toMicros(5);

    private final Histogram micros = new Histogram(MAX_MICROS, 3);

    public synchronized void add(long nanos) {
        micros.recordValue(Math.min(MAX_MICROS, Math.max(0, nanos / 1_000)));
    }

    public synchronized long count() {
        return micros.getTotalCount();
    }

    /** 0 if there is none; 100 is the maximum. */
    public synchronized double millis(double percentile) {
        return (double) micros.getValueAtPercentile(percentile) / 1e3;
    }
}
