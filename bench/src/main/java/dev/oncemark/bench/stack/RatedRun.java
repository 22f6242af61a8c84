package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.localstack.load.Latencies;
import dev.oncemark.localstack.load.Schedule;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * Requests at one rate, in an open loop, and what came of them when. The first ones only warm up.
 *
 * @param first the number of the first that is sent
 * @param from the number of the first that counts
 */
record RatedRun(Schedule schedule, int first, int from, Latencies stored, Latencies verdicts, Latencies rows) {

    private static final long SOON_NANOS = 20_000_000;

    static RatedRun of(int first, int rate, int warmSeconds, int seconds) {
        Schedule schedule = Schedule.of(System.nanoTime() + SOON_NANOS, rate, (long) rate * (warmSeconds + seconds));
        return new RatedRun(
                schedule, first, first + rate * warmSeconds, new Latencies(), new Latencies(), new Latencies());
    }

    /** When it is to be sent, by {@link System#nanoTime()}. */
    long intended(int number) {
        return schedule.intended(number - first);
    }

    /** The number behind the last one's. */
    int end() {
        return Math.toIntExact(first + schedule.count());
    }

    /** Sends each when it is due; those that are late at once. */
    void run(IntConsumer send) {
        for (int number = first; number < end(); number++) {
            long wait = intended(number) - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = intended(number) - System.nanoTime();
            }
            send.accept(number);
        }
    }

    boolean counts(int number) {
        return number >= from && number < end();
    }

    /** Adds what was seen at {@code nanos}, by {@link System#nanoTime()}, if it counts. */
    void add(Latencies latencies, int number, long nanos) {
        if (counts(number)) {
            latencies.add(nanos - intended(number));
        }
    }

    /** Whether there is one of each that counts. */
    boolean hasAll(Latencies latencies) {
        return latencies.count() == end() - from;
    }

    /** @param title of contestant and rate */
    void addTo(Figures figures, String title) {
        addTo(figures, title + ", to the 202", stored);
        addTo(figures, title + ", to the verdict", verdicts);
        addTo(figures, title + ", to the row", rows);
    }

    private static void addTo(Figures figures, String title, Latencies latencies) {
        if (latencies.count() > 0) {
            figures.add(title, "p50 ms", latencies.millis(50));
            figures.add(title, "p90 ms", latencies.millis(90));
            figures.add(title, "p99 ms", latencies.millis(99));
            figures.add(title, "p99.9 ms", latencies.millis(99.9));
            figures.add(title, "max ms", latencies.millis(100));
        }
    }
}
