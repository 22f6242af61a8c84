package dev.oncemark.chaos.load;

import java.util.Arrays;
import java.util.Map;
import java.util.TreeMap;

/** How often which status was answered, and how long it took to be told that a request is stored. */
public final class Answers {

    /** Milliseconds; the last is for all that took longer. */
    private final long[] stored = new long[20_001];

    private final Map<Integer, Long> byStatus = new TreeMap<>();
    private long held;
    private long withoutRetryAfter;

    /** An answer; {@code plain} if the client did not wait for a verdict. */
    synchronized void add(int status, long nanos, boolean plain, boolean mayRetry) {
        byStatus.merge(status, 1L, Long::sum);
        if (status == 202 && plain) {
            stored[(int) Math.min(nanos / 1_000_000, stored.length - 1)]++;
        }
        if ((status == 429 || status == 503) && !mayRetry) {
            withoutRetryAfter++;
        }
    }

    /** So many requests were not made, since too many had no answer yet. */
    synchronized void held(long count) {
        held += count;
    }

    /** Counts anew. */
    public synchronized void clear() {
        Arrays.fill(stored, 0);
        byStatus.clear();
        held = 0;
        withoutRetryAfter = 0;
    }

    public synchronized long count() {
        return byStatus.values().stream().mapToLong(Long::longValue).sum();
    }

    /** Status 0 stands for no answer. */
    public synchronized Map<Integer, Long> byStatus() {
        return new TreeMap<>(byStatus);
    }

    public synchronized long held() {
        return held;
    }

    public synchronized long withoutRetryAfter() {
        return withoutRetryAfter;
    }

    /** So many milliseconds did all but a part of the 202s take at most; 0 if there was none. */
    public synchronized long millisOf(double part) {
        long all = Arrays.stream(stored).sum();
        long seen = 0;
        for (int millis = 0; millis < stored.length; millis++) {
            seen += stored[millis];
            if (seen > 0 && seen >= all * part) {
                return millis;
            }
        }
        return 0;
    }
}
