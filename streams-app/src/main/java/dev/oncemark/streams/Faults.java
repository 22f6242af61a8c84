package dev.oncemark.streams;

import java.time.Duration;
import java.util.ArrayDeque;
import java.util.Deque;
import org.apache.kafka.streams.errors.StreamsUncaughtExceptionHandler;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * What happens when a stream thread dies: another takes its place, since a broker that was away comes back. Where
 * threads keep dying the app gives up, so that whoever runs it sees it.
 */
final class Faults implements StreamsUncaughtExceptionHandler {

    private static final Logger LOG = LoggerFactory.getLogger(Faults.class);
    private static final int MOST = 20;
    private static final Duration WITHIN = Duration.ofMinutes(1);

    private final Deque<Long> latest = new ArrayDeque<>();

    @Override
    public StreamThreadExceptionResponse handle(Throwable fault) {
        boolean giveUp = fault instanceof Error || tooMany(System.nanoTime());
        LOG.atError().setCause(fault).addKeyValue("giving_up", giveUp).log("a stream thread died");
        return giveUp ? StreamThreadExceptionResponse.SHUTDOWN_CLIENT : StreamThreadExceptionResponse.REPLACE_THREAD;
    }

    private synchronized boolean tooMany(long now) {
        latest.addLast(now);
        while (now - latest.getFirst() > WITHIN.toNanos()) {
            latest.removeFirst();
        }
        return latest.size() > MOST;
    }
}
