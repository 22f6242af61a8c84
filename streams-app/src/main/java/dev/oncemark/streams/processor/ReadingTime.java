package dev.oncemark.streams.processor;

import java.time.Duration;

/**
 * How long a task has been reading. While it was down, stood still (frozen, or waiting for a broker that was away), or got no
 * answer to its fetches (a connection that is open on one side only), it could not read the row that a parked request waits
 * for: that time does not count.
 */
final class ReadingTime {

    /** The task is looked at four times a second: it stood still if that did not happen for as long, or no answer came. */
    static final Duration STANDSTILL = Duration.ofSeconds(2);

    private long since;
    private long lookedAt;
    private long answers;
    private long answeredAt;

    /** @param now when the task starts to read, milliseconds since 1970 */
    ReadingTime(long now) {
        this.since = now;
        this.lookedAt = now;
        this.answeredAt = now;
    }

    /**
     * To be called again and again while the task reads.
     *
     * @param answered how many fetches were answered so far; while there is nothing to read, two a second are
     */
    void look(long now, long answered) {
        if (answered != answers) {
            answers = answered;
            answeredAt = now;
        }
        if (stoodStill(now)) {
            since = now;
        }
        lookedAt = now;
    }

    /** How long the task has been reading since {@code start}, in milliseconds. */
    long since(long start, long now) {
        return stoodStill(now) ? 0 : now - Math.max(start, since);
    }

    private boolean stoodStill(long now) {
        return now - Math.min(lookedAt, answeredAt) > STANDSTILL.toMillis();
    }
}
