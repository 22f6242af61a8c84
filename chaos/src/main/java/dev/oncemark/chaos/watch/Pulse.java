package dev.oncemark.chaos.watch;

import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.atomic.AtomicLong;

/** When something happened last, how often, and for how long it did not: on the clock of {@link System#nanoTime()}. */
public final class Pulse {

    private final AtomicLong count = new AtomicLong();
    private volatile long last = System.nanoTime();
    private volatile long longest;
    private final List<Span> spans = new ArrayList<>();
    private volatile boolean paused;

    /** It happened so often just now. */
    public synchronized void beat(long times) {
        long now = System.nanoTime();
        if (!paused) {
            longest = Math.max(longest, now - last);
            spans.forEach(span -> span.beat(last, now));
            spans.removeIf(Span::isRecovered);
        }
        last = now;
        count.addAndGet(times);
    }

    /** Watches it from now on until it has recovered. */
    public synchronized Span watch() {
        Span span = new Span();
        spans.add(span);
        return span;
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
