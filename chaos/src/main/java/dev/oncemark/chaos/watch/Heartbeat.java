package dev.oncemark.chaos.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** When something happened last, how often, and for how long it did not: on the clock of {@link System#nanoTime()}. */
public final class Heartbeat {

    private final AtomicLong count = new AtomicLong();
    private volatile long last = System.nanoTime();
    private volatile long longest;
    private final List<Outage> outages = new ArrayList<>();
    private volatile boolean paused;

    /** It happened so often just now. */
    public synchronized void beat(long times) {
        long now = System.nanoTime();
        if (!paused) {
            longest = Math.max(longest, now - last);
            outages.forEach(outage -> outage.beat(last, now));
            outages.removeIf(Outage::isRecovered);
        }
        last = now;
        count.addAndGet(times);
    }

    /** Watches it from now on until it has recovered. */
    public synchronized Outage watch() {
        Outage outage = new Outage();
        outages.add(outage);
        return outage;
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

    /** The longest time in which it did not happen, in seconds. */
    public double longestSeconds() {
        return longest / 1e9;
    }
}
