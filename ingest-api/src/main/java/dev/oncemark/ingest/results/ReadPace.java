package dev.oncemark.ingest.results;

import java.time.Duration;
import java.util.concurrent.locks.LockSupport;
import org.jspecify.annotations.Nullable;

/**
 * How often results are fetched while nobody listens. Each fetch costs as much as some thirty records, so that more of
 * them share one; the first listener wakes the reader up.
 */
public final class ReadPace {

    private static final Duration PAUSE = Duration.ofMillis(25);

    private volatile @Nullable Thread reader;

    /** Called by the thread that reads, after each fetch. */
    void pause() {
        reader = Thread.currentThread();
        LockSupport.parkNanos(PAUSE.toNanos());
    }

    /** From any thread: ends the pause, and lets the next one return at once if there is none now. */
    public void wakeUp() {
        LockSupport.unpark(reader);
    }
}
