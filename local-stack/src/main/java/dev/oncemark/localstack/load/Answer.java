package dev.oncemark.localstack.load;

import java.util.OptionalInt;

/**
 * What came of one attempt. Times are by {@link System#nanoTime()}.
 *
 * @param status of HTTP; {@link #NONE} where no whole answer came in time
 * @param retryAfterSeconds the server's {@code Retry-After}
 * @param intended when the attempt was to be sent, so that one that had to wait for its turn counts as slow
 * @param received when the answer was whole, or given up
 * @param willRetry whether the same request is sent again
 */
public record Answer(
        int status, OptionalInt retryAfterSeconds, String body, long intended, long received, boolean willRetry) {

    /** The status of no answer. */
    public static final int NONE = 0;

    static Answer none(long intended) {
        return new Answer(NONE, OptionalInt.empty(), "", intended, System.nanoTime(), false);
    }

    /** From the intended time. */
    public long nanos() {
        return received - intended;
    }

    Answer retried() {
        return new Answer(status, retryAfterSeconds, body, intended, received, true);
    }
}
