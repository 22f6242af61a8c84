package dev.oncemark.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Replaces a stream thread that died, since a broker that was out of reach comes back. After {@link #MAX_FAILURES}
 * within a minute, or an {@link Error}, the app shuts down instead, so that its orchestrator sees it.
 */
final class ThreadFailureHandler implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(ThreadFailureHandler.class);
    /** More of them within {@link #PERIOD} are no passing fault. */
    static final int MAX_FAILURES = 20;

    private static final Duration PERIOD = Duration.ofMinutes(1);

    private final Deque<Long> latest = new ArrayDeque<>();

    @Override
    public StreamThreadExceptionResponse handle(Throwable fault) {
        boolean giveUp = fault instanceof Error || tooMany(System.nanoTime());
        LOG.atError().setCause(fault).addKeyValue("giving_up", giveUp).log("a stream thread died");
        return giveUp ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized boolean tooMany(long now) {
        latest.addLast(now);
        while (now - latest.getFirst() > PERIOD.toNanos()) {
            latest.removeFirst();
        }
        return latest.size() > MAX_FAILURES;
    }
}
