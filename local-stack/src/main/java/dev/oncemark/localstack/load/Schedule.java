package dev.oncemark.localstack.load;

import java.time.Duration;
import java.util.concurrent.TimeUnit;

/**
 * An open loop: when each request is to be sent is settled before the first one is, whatever becomes of those before it. So
 * what waits behind a slow one counts as slow too.
 *
 * @param start when the first is to be sent, by {@link System#nanoTime()}
 * @param rate requests a second
 * @param maxLate one that cannot be sent for so long, since all connections are busy, is left out
 */
public record Schedule(long start, int rate, long count, Duration maxLate) {

    private static final Duration EVER = Duration.ofDays(1);

    /** Leaves none out. */
    public static Schedule of(long start, int rate, long count) {
        return new Schedule(start, rate, count, EVER);
    }

    /** From now on. */
    public static Schedule lasting(Duration time, int rate, Duration maxLate) {
        return new Schedule(System.nanoTime(), rate, time.toSeconds() * rate, maxLate);
    }

    /** From now on, until the engine is closed. */
    public static Schedule endless(int rate, Duration maxLate) {
        return new Schedule(System.nanoTime(), rate, Long.MAX_VALUE, maxLate);
    }

    /** When the request of this number is to be sent; the first is 0. */
    public long intended(long number) {
        return start + number * TimeUnit.SECONDS.toNanos(1) / rate;
    }
}
