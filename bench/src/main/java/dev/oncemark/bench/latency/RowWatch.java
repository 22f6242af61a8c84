package dev.oncemark.bench.latency;

import dev.oncemark.bench.load.Rows;
import dev.oncemark.localstack.Pauses;
import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Queue;
import java.util.stream.IntStream;

/** Sees rows in PostgreSQL soon after they are committed: it asks every 5 ms, which is how exact its times are. */
final class RowWatch implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(5);

    private final Rows rows;
    private final Queue<Expected>[] expected;
    private final Watcher watcher;

    private record Expected(long offset, long intended, Times times) {}

    @SuppressWarnings({"unchecked", "rawtypes"})
    RowWatch(Rows rows, int partitions) {
        this.rows = rows;
        this.expected = IntStream.range(0, partitions)
                .mapToObj(partition -> new ArrayDeque<Expected>())
                .toArray(Queue[]::new);
        this.watcher = new Watcher("rows", this::watch);
    }

    /** The row of the result at this offset is to come. */
    void expect(int partition, long offset, long intended, Times times) {
        synchronized (expected) {
            expected[partition].add(new Expected(offset, intended, times));
        }
    }

    private void watch() {
        long[] stored = rows.stored();
        long now = System.nanoTime();
        synchronized (expected) {
            for (int partition = 0; partition < expected.length; partition++) {
                see(expected[partition], stored[partition], now);
            }
        }
        Pauses.sleep(BETWEEN);
    }

    private static void see(Queue<Expected> waiting, long stored, long now) {
        for (Expected first = waiting.peek(); first != null && first.offset() < stored; first = waiting.peek()) {
            first.times().add(now - first.intended());
            waiting.remove();
        }
    }

    @Override
    public void close() {
        watcher.close();
        rows.close();
    }
}
