package dev.oncemark.chaos;

import dev.oncemark.chaos.faults.Fault;
import dev.oncemark.chaos.load.Load;
import dev.oncemark.chaos.watch.Pulse;
import dev.oncemark.chaos.watch.Span;
import dev.oncemark.chaos.watch.StoredRows;
import dev.oncemark.chaos.watch.Tailer;
import dev.oncemark.localstack.Pauses;
import java.time.Duration;

/** What is seen of a run: answers, results and stored rows. */
record Watch(Load load, Tailer tailer, StoredRows rows) implements AutoCloseable {

    static final Duration LONGEST_RECOVERY = Duration.ofSeconds(90);

    Pulse of(Fault fault) {
        return switch (fault.affects()) {
            case RESULTS -> tailer.results();
            case ROWS -> rows.stored();
            case ACKNOWLEDGEMENTS -> load.acknowledged();
        };
    }

    /** Whether something is under way now: a request without its answer, or an answer without its result. */
    boolean isWorkInFlight() {
        return load.atOnce() > 0
                || load.acknowledged().count() > tailer.results().count();
    }

    /** Waits until so many results have come, for as long as more come. */
    void awaitResults(long count) {
        while (tailer.results().count() < count
                && System.nanoTime() - tailer.results().last() < LONGEST_RECOVERY.toNanos()) {
            Pauses.sleep(Duration.ofMillis(200));
        }
    }

    /** Waits until it has recovered, for 90 seconds at most. */
    static void await(Span span) {
        long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while (!span.isRecovered() && System.nanoTime() < deadline) {
            Pauses.sleep(Duration.ofMillis(20));
        }
    }

    /** Waits until {@code pulse} beats after {@code since}; the seconds from then to that, or to now where it does not. */
    static double secondsUntil(Pulse pulse, long since) {
        long deadline = since + LONGEST_RECOVERY.toNanos();
        while (pulse.last() <= since && System.nanoTime() < deadline) {
            Pauses.sleep(Duration.ofMillis(20));
        }
        return ((pulse.last() > since ? pulse.last() : System.nanoTime()) - since) / 1e9;
    }

    @Override
    public void close() {
        tailer.close();
        rows.close();
    }
}
