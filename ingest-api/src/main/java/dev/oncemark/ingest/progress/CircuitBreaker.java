package dev.oncemark.ingest.progress;

import java.time.Duration;

/** Circuit breaker: for two seconds after a failure nothing is tried, then everything again. Safe from any thread. */
final class CircuitBreaker {

    private static final long OPEN_NANOS = Duration.ofSeconds(2).toNanos();

    private volatile long openUntil = System.nanoTime();

    boolean isOpen() {
        return System.nanoTime() - openUntil < 0;
    }

    /** Something failed. */
    void open() {
        openUntil = System.nanoTime() + OPEN_NANOS;
    }
}
