package dev.oncemark.ingest.access;

import java.util.LinkedHashMap;
import java.util.Map;

/**
 * How often each caller may ask: a bucket of so many, refilled steadily. Callers who asked longest ago are forgotten
 * first, with their buckets full again; so many are remembered at most.
 */
final class RateLimiter {

    private static final int MAX_CALLERS = 100_000;
    private static final double NANOS = 1e9;

    private final int perSecond;
    private final int burst;
    private final Map<String, Bucket> buckets = new LinkedHashMap<>(16, 0.75f, true) {
        private static final long serialVersionUID = 1;

        @Override
        protected boolean removeEldestEntry(Map.Entry<String, Bucket> eldest) {
            return size() > MAX_CALLERS;
        }
    };

    private static final class Bucket {
        private double left;
        private long at;

        Bucket(double left, long at) {
            this.left = left;
            this.at = at;
        }
    }

    RateLimiter(int perSecond, int burst) {
        this.perSecond = perSecond;
        this.burst = burst;
    }

    /**
     * Takes {@code count} from the caller's bucket at {@code nanos}. More than a burst can never be taken at once; it
     * is taken from a full bucket, and the caller is in debt.
     *
     * @return 0 where they were there, otherwise in how many seconds they will be
     */
    synchronized int take(String caller, int count, long nanos) {
        Bucket bucket = buckets.computeIfAbsent(caller, name -> new Bucket(burst, nanos));
        bucket.left = Math.min(burst, bucket.left + (nanos - bucket.at) / NANOS * perSecond);
        bucket.at = nanos;
        double needed = Math.min(count, burst);
        if (bucket.left >= needed) {
            bucket.left -= count;
            return 0;
        }
        return (int) Math.ceil((needed - bucket.left) / perSecond);
    }
}
