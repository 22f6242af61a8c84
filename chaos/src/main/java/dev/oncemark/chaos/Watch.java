package dev.oncemark.chaos;

import dev.oncemark.chaos.clients.Clients;
import dev.oncemark.chaos.faults.Fault;
import dev.oncemark.chaos.watch.Heartbeat;
import dev.oncemark.chaos.watch.Outage;
import dev.oncemark.chaos.watch.ResultWatch;
import dev.oncemark.chaos.watch.StoredRows;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;

/** What is seen of a run: answers, results and stored rows. */
record Watch(Clients clients, ResultWatch results, StoredRows rows) implements AutoCloseable {

    static final Duration LONGEST_RECOVERY = Duration.ofSeconds(90);

    Heartbeat of(Fault fault) {
        return switch (fault.affects()) {
            case RESULTS -> results.results();
            case ROWS -> rows.stored();
            case ACKNOWLEDGEMENTS -> clients.ledger().acknowledged();
        };
    }

    /** Whether something is under way now: a request without its answer, or an answer without its result. */
    boolean isWorkInFlight() {
        return clients.inFlight() > 0
                || clients.ledger().acknowledged().count() > results.results().count();
    }

    /** Waits until so many results have come, for as long as more come. */
    void awaitResults(long count) {
        while (results.results().count() < count
                && System.nanoTime() - results.results().last() < LONGEST_RECOVERY.toNanos()) {
            Sleep.of(Duration.ofMillis(200));
        }
    }

    /** Waits until it has recovered, for 90 seconds at most. */
    static void await(Outage outage) {
        long deadline = System.nanoTime() + LONGEST_RECOVERY.toNanos();
        while (!outage.isRecovered() && System.nanoTime() < deadline) {
            Sleep.of(Duration.ofMillis(20));
        }
    }

    /** Waits until {@code heartbeat} beats after {@code since}; the seconds from then to that, or to now where it does not. */
    static double secondsUntil(Heartbeat heartbeat, long since) {
        long deadline = since + LONGEST_RECOVERY.toNanos();
        while (heartbeat.last() <= since && System.nanoTime() < deadline) {
            Sleep.of(Duration.ofMillis(20));
        }
        return ((heartbeat.last() > since ? heartbeat.last() : System.nanoTime()) - since) / 1e9;
    }

    @Override
    public void close() {
        results.close();
        rows.close();
    }
}
