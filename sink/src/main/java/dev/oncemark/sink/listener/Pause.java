package dev.oncemark.sink.listener;

import java.time.Duration;
import java.util.concurrent.Executors;
import java.util.concurrent.ScheduledExecutorService;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Holds the consumers while batches cannot be stored, and lets them go on by itself once they can. Consumers that are
 * held still poll, so they keep their partitions. Waits get longer until a batch is stored.
 */
public final class Pause implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Pause.class);

    /** After a batch failed and a probe went well, the trouble is taken as over if no batch has failed for so long. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(Pause::thread);
    private final Probe probe;
    private final Held held;
    private final Duration first;
    private final Duration longest;

    private Duration wait;
    private boolean paused;
    private boolean doubtful;
    private @Nullable String reason;
    private long resumedAt;

    /** Throws while nothing can be stored; the message says why. */
    public interface Probe {
        void run() throws Exception;
    }

    /** What is paused. */
    public interface Held {
        void pause();

        void resume();
    }

    public Pause(Probe probe, Held held, Duration first, Duration longest) {
        this.probe = probe;
        this.held = held;
        this.first = first;
        this.longest = longest;
        this.wait = first;
    }

    /** Holds the consumers until a probe goes well: PostgreSQL does not answer. Any thread may say so, and again. */
    public synchronized void begin(String why) {
        reason = why;
        if (!paused && !timer.isShutdown()) {
            paused = true;
            LOG.atWarn().addKeyValue("reason", why).log("paused");
            held.pause();
            tryLater();
        }
    }

    /** The same for a batch that was not stored: a probe that goes well does not prove that the batch will. */
    public synchronized void beginFor(String whyNotStored) {
        doubtful = true;
        begin(whyNotStored);
    }

    /** A batch was stored: whatever was wrong is over. */
    public synchronized void succeeded() {
        if (!paused) {
            reason = null;
            doubtful = false;
            wait = first;
        }
    }

    /** Why batches cannot be stored, or null if nothing is wrong. */
    public synchronized @Nullable String reason() {
        boolean confirmed = !doubtful || System.nanoTime() - resumedAt > CONFIRMATION.toNanos();
        return !paused && confirmed ? null : reason;
    }

    public synchronized boolean isPaused() {
        return paused;
    }

    private void tryLater() {
        var unused = timer.schedule(this::tryAgain, wait.toMillis(), TimeUnit.MILLISECONDS);
        wait = wait.multipliedBy(2).compareTo(longest) < 0 ? wait.multipliedBy(2) : longest;
    }

    private void tryAgain() {
        String failure = failureOfProbe();
        synchronized (this) {
            if (timer.isShutdown()) {
                return;
            }
            if (failure != null) {
                reason = failure;
                tryLater();
                return;
            }
            paused = false;
            resumedAt = System.nanoTime();
            LOG.info("resumed");
            held.resume();
        }
    }

    private @Nullable String failureOfProbe() {
        try {
            probe.run();
            return null;
        } catch (Exception failure) {
            LOG.atDebug().setCause(failure).log("still paused");
            return Reasons.of(failure);
        }
    }

    @Override
    public synchronized void close() {
        timer.shutdownNow();
    }

    private static Thread thread(Runnable work) {
        Thread thread = new Thread(work, "pause");
        thread.setDaemon(true);
        return thread;
    }
}
