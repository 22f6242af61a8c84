package dev.oncemark.bench.stack;

import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.HashMap;
import java.util.Map;
import java.util.Queue;

/** Sees rows in PostgreSQL soon after they are committed: it asks every 5 ms, which is how exact its times are. */
final class RowWatch implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final StoredRows rows;
    private final Map<Integer, Queue<Expected>> expected = new HashMap<>();
    private final Watcher watcher;

    private record Expected(long offset, int number, RatedRun run) {}

    RowWatch(StoredRows rows) {
        this.rows = rows;
        this.watcher = new Watcher("rows", this::watch);
    }

    /** The row of the result at this offset is to come. */
    void expect(int partition, long offset, int number, RatedRun run) {
        synchronized (expected) {
            expected.computeIfAbsent(partition, first -> new ArrayDeque<>()).add(new Expected(offset, number, run));
        }
    }

    private void watch() {
        long[] stored = rows.stored();
        long now = System.nanoTime();
        synchronized (expected) {
            expected.forEach((partition, waiting) -> see(waiting, stored[partition], now));
        }
        Sleep.of(BETWEEN);
    }

    private static void see(Queue<Expected> waiting, long stored, long now) {
        for (Expected first = waiting.peek(); first != null && first.offset() < stored; first = waiting.peek()) {
            first.run().add(first.run().rows(), first.number(), now);
            waiting.remove();
        }
    }

    @Override
    public void close() {
        watcher.close();
        rows.close();
    }
}
