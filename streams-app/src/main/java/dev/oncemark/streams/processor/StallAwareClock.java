package dev.oncemark.streams.processor;

import java.time.Duration;

/**
 * The clock of the grace period, and of the catalog's quiet time. It stops while the task cannot read the rows that may
 * come meanwhile: while the app is down, stalled (frozen, or waiting for a broker that is out of reach), or gets no answer
 * to its fetches (a connection that is open on one side only).
 */
public final class StallAwareClock {

    /** The clock is updated four times a second: the task stalls if it is not, or no fetch is answered, for this long. */
    static final Duration STALL = Duration.ofSeconds(2);

    private long since;
    private long updatedAt;
    private long fetches;
    private long answeredAt;

    /** @param now when the task starts to read, milliseconds since 1970 */
    public StallAwareClock(long now) {
        this.since = now;
        this.updatedAt = now;
        this.answeredAt = now;
    }

    /**
     * To be called four times a second while the task reads.
     *
     * @param answered how many fetches were answered so far: two a second where there is nothing to read
     */
    public void update(long now, long answered) {
        if (answered != fetches) {
            fetches = answered;
            answeredAt = now;
        }
        if (isStalled(now)) {
            since = now;
        }
        updatedAt = now;
    }

    /** How long the task has been reading without a stall since {@code start}, in milliseconds. */
    public long elapsedSince(long start, long now) {
        return isStalled(now) ? 0 : now - Math.max(start, since);
    }

    private boolean isStalled(long now) {
        return now - Math.min(updatedAt, answeredAt) > STALL.toMillis();
    }
}
