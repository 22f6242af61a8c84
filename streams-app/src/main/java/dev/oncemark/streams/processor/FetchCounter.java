package dev.oncemark.streams.processor;

import java.util.concurrent.atomic.AtomicLong;

/** How many fetches the broker has answered. */
@FunctionalInterface
public interface FetchCounter {

    /** Those of the consumer of the thread that calls. */
    long count();

    /** For a topology without a broker, as in tests: every call counts one more. */
    static FetchCounter always() {
        return new AtomicLong()::incrementAndGet;
    }
}
