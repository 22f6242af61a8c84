package dev.oncemark.ingest.broker;

import dev.oncemark.ingest.IngestSettings.Delivery;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests may be on their way at once: as many as come back within the time that one may take. While
 * half of them are in use each that does lets one more in, up to the fixed bound; those that take longer let a quarter less in,
 * once in that time. So under a load that is
 * too high nobody waits for much longer than that, and the others are turned away while it still costs little.
 *
 * <p>A way ends where its answer is given: what waits for a busy thread counts like what waits for the broker.
 */
final class Admission {

    /** However late all are: about as many as a batch has. */
    private static final int LEAST = 512;

    private final int least;
    private final int most;
    private final long patience;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile int bound;
    private volatile long lowered;

    Admission(Delivery delivery) {
        this.most = delivery.maxInFlight();
        this.least = Math.min(LEAST, most);
        this.patience = delivery.patience().toNanos();
        this.bound = least;
    }

    /** Whether one more may go; it has to {@link #leave} then. */
    boolean enter() {
        if (inFlight.incrementAndGet() <= bound) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    /** One that went at {@code since} is back at {@code now}, on the clock of {@link System#nanoTime()}. */
    void leave(long since, long now) {
        int others = inFlight.decrementAndGet();
        int before = bound;
        // A change that gets lost between two threads makes the bound a little less exact, and no more.
        if (now - since <= patience) {
            if (before < most && others >= before / 2) {
                bound = before + 1;
            }
        } else if (now - lowered > patience) {
            lowered = now;
            bound = Math.max(least, before - before / 4);
        }
    }

    /** Whether the next one would be turned away. */
    boolean isFull() {
        return inFlight.get() >= bound;
    }

    int inFlight() {
        return inFlight.get();
    }

    int bound() {
        return bound;
    }
}
