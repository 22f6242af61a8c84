package dev.oncemark.localstack.load;

import java.time.Duration;
import java.util.OptionalInt;
import java.util.concurrent.ThreadLocalRandom;

/**
 * When a client sends the same request again, as docs/clients.md has it: where there is no answer, a 429 or a 5xx; after a
 * delay that doubles each time, is a little random, and is no shorter than {@code Retry-After}.
 *
 * @param maxAttempts the first one included
 * @param firstDelay after the first attempt, at least; twice as long at most
 */
public record RetryPolicy(int maxAttempts, Duration firstDelay) {

    /** Every answer is the last. */
    public static final RetryPolicy NONE = new RetryPolicy(1, Duration.ZERO);

    private static final int MAX_DOUBLINGS = 5;

    boolean retries(int status, int attempt) {
        return attempt < maxAttempts && (status == Answer.NONE || status == 429 || status >= 500);
    }

    /** @param attempt the one that failed, from 1 */
    long delayNanos(int attempt, OptionalInt retryAfterSeconds) {
        long base = firstDelay.toNanos() << Math.min(attempt - 1, MAX_DOUBLINGS);
        long delay = base + ThreadLocalRandom.current().nextLong(base + 1);
        return Math.max(delay, Duration.ofSeconds(retryAfterSeconds.orElse(0)).toNanos());
    }
}
