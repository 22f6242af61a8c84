package dev.oncemark.ingest.server;

import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Adaptive limit of the requests in flight to the broker (AIMD). One that takes longer than {@code latencyTarget} lowers
 * the limit by a quarter, at most once per {@code latencyTarget}; each in time raises it by one while half of it is in
 * use. It stays within 64 and {@code maxInFlight}. So under a load that is too high nobody waits for much longer than
 * the target, and the others are turned away while that still costs little.
 *
 * <p>At the limit nothing new is read. What was read before may go on up to {@code maxInFlight}: a batch is taken whole.
 * A request is in flight until it is answered: time spent waiting for a busy thread counts like the broker's.
 */
public final class ConcurrencyLimit {

    /** Why a request is turned away. */
    public static final String REACHED = "too many requests are on their way to the broker";

    /** However late all are: so many share the way to the broker well. */
    private static final int LEAST = 64;

    private final int least;
    private final int maxInFlight;
    private final long latencyTarget;
    private final AtomicInteger inFlight = new AtomicInteger();
    private volatile int limit;
    private volatile long lowered;

    public ConcurrencyLimit(int maxInFlight, Duration latencyTarget) {
        this.maxInFlight = maxInFlight;
        this.least = Math.min(LEAST, maxInFlight);
        this.latencyTarget = latencyTarget.toNanos();
        this.limit = maxInFlight;
    }

    /** Whether a request that was read may go; if so, it has to {@link #leave}. */
    public boolean enter() {
        if (inFlight.incrementAndGet() <= maxInFlight) {
            return true;
        }
        inFlight.decrementAndGet();
        return false;
    }

    /** One that entered at {@code since} leaves at {@code now}, on the clock of {@link System#nanoTime()}. */
    public void leave(long since, long now) {
        int others = inFlight.decrementAndGet();
        int before = limit;
        // A change that gets lost between two threads makes the limit a little less exact, and no more.
        if (now - since <= latencyTarget) {
            if (before < maxInFlight && others >= before / 2) {
                limit = before + 1;
            }
        } else if (now - lowered > latencyTarget) {
            lowered = now;
            limit = Math.max(least, before - before / 4);
        }
    }

    /** Whether what comes next is to be turned away unread. */
    boolean isReached() {
        return inFlight.get() >= limit;
    }

    public int inFlight() {
        return inFlight.get();
    }

    /** How many may be in flight now. */
    public int current() {
        return limit;
    }
}
