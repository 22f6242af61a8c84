package dev.oncemark.ingest.broker;

import dev.oncemark.ingest.IngestSettings.Delivery;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * How many requests may be on their way at once: as many as come back within the time that one may take. While they
 * take longer, a quarter less is the bound, once in that time; while half of the bound is in use, each that is back in
 * time raises it by one, up to the fixed one. So under a load that is too high nobody waits for much longer than that,
 * and the others are turned away while it still costs little.
 *
 * <p>Over the bound nothing new is read. What was read before may go on up to the fixed bound: a batch is taken whole.
 * A way ends where its answer is given: what waits for a busy thread counts like what waits for the broker.
 */
final class Admission {

    /** However late all are: so many share their way well. */
    private static final int LEAST = 64;

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
        this.bound = most;
    }

    /** Whether one more may go, of what was read; it has to {@link #leave} then. */
    boolean enter() {
        if (inFlight.incrementAndGet() <= most) {
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

    /** Whether what comes next is to be turned away unread. */
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
