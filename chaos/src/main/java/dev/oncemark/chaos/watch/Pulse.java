package dev.oncemark.chaos.watch;

import java.util.concurrent.atomic.AtomicLong;

/** When something happened last, how often, and for how long it did not: on the clock of {@link System#nanoTime()}. */
public final class Pulse {

    private final AtomicLong count = new AtomicLong();
    private volatile long last = System.nanoTime();
    private volatile long longest;
    private volatile long longestSinceMark;
    private volatile boolean paused;

    /** It happened so often just now. */
    public synchronized void beat(long times) {
        long now = System.nanoTime();
        if (!paused) {
            longest = Math.max(longest, now - last);
            longestSinceMark = Math.max(longestSinceMark, now - last);
        }
        last = now;
        count.addAndGet(times);
    }

    /** From now on {@link #longestSecondsSinceMark()} counts anew. */
    public synchronized void mark() {
        longestSinceMark = 0;
    }

    /** What does not happen from now on is not missed. */
    public synchronized void pause() {
        paused = true;
    }

    public long count() {
        return count.get();
    }

    /** When it happened last. */
    public long last() {
        return last;
    }

    /** The longest time in which it did not happen that ended after the mark, in seconds. */
    public double longestSecondsSinceMark() {
        return longestSinceMark / 1e9;
    }

    /** The longest time in which it did not happen, in seconds. */
    public double longestSeconds() {
        return longest / 1e9;
    }
}
