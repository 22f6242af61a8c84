package dev.oncemark.streams.processor;

import java.util.concurrent.atomic.AtomicLong;

/** How many fetches the broker has answered. */
@FunctionalInterface
public interface FetchAnswers {

    /** So many to the consumer of the thread that asks. */
    long count();

    /** Where there is no broker, and whatever was written is read at once. */
    static FetchAnswers always() {
        return new AtomicLong()::incrementAndGet;
    }
}
