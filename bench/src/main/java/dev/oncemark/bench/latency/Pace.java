package dev.oncemark.bench.latency;

import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import java.util.function.IntConsumer;

/**
 * An open loop: when each is to be sent is settled before the first is, whatever becomes of those before it. So what waits
 * behind a slow one counts as slow too.
 *
 * @param first the number of the first that is sent
 * @param start when it is to be sent, by {@link System#nanoTime()}
 * @param rate so many a second
 */
record Pace(int first, int count, long start, int rate) {

    /** When it was to be sent, by {@link System#nanoTime()}. */
    long intended(int number) {
        return start + (number - first) * TimeUnit.SECONDS.toNanos(1) / rate;
    }

    boolean has(int number) {
        return number >= first && number < first + count;
    }

    /** Sends all; those that are late at once. */
    void run(IntConsumer send) {
        for (int number = first; number < first + count; number++) {
            long wait = intended(number) - System.nanoTime();
            while (wait > 0) {
                LockSupport.parkNanos(wait);
                wait = intended(number) - System.nanoTime();
            }
            send.accept(number);
        }
    }
}
