package dev.oncemark.chaos.watch;

/**
 * What a heartbeat did while something kept it from beating, and after that: for how long it did not beat at most, and when it beat
 * again. Several outages may be watched at once.
 */
public final class Outage {

    private static final long NONE = Long.MIN_VALUE;

    private long longest;
    private long ended = NONE;
    private long again = NONE;

    Outage() {}

    /** A beat at {@code now}, the first since {@code last}. */
    synchronized void beat(long last, long now) {
        if (again == NONE) {
            longest = Math.max(longest, now - last);
            again = ended == NONE ? NONE : now;
        }
    }

    /** What kept the heartbeat from beating is over: its next beat is the recovery. */
    public synchronized void end() {
        ended = System.nanoTime();
    }

    /** Whether it has beaten since the end. */
    public synchronized boolean isRecovered() {
        return again != NONE;
    }

    /** When it beat again, or Long.MAX_VALUE as long as it has not. */
    public synchronized long recoveredAt() {
        return again == NONE ? Long.MAX_VALUE : again;
    }

    /** The longest time without a beat that ended in the outage, in seconds. */
    public synchronized double longestSeconds() {
        return longest / 1e9;
    }

    /** From the end to the next beat; to now where there was none. */
    public synchronized double recoverySeconds() {
        return ((again == NONE ? System.nanoTime() : again) - ended) / 1e9;
    }
}
