package dev.oncemark.sink.listener;

import dev.oncemark.sink.settings.SinkSettings;
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
public final class PauseControl implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(PauseControl.class);

    /** After a batch failed and a probe went well, the trouble is taken as over if no batch has failed for so long. */
    private static final Duration CONFIRMATION = Duration.ofSeconds(10);

    private final ScheduledExecutorService timer = Executors.newSingleThreadScheduledExecutor(PauseControl::thread);
    private final Probe probe;
    private final Runnable hold;
    private final Runnable resume;
    private final SinkSettings.Retry retry;

    private Duration wait;
    private boolean paused;
    private boolean doubtful;
    private @Nullable String reason;
    private long resumedAt;

    /** Throws while nothing can be stored; the message says why. */
    public interface Probe {
        void run() throws Exception;
    }

    /**
     * @param hold holds the consumers
     * @param resume lets them go on
     */
    public PauseControl(Probe probe, Runnable hold, Runnable resume, SinkSettings.Retry retry) {
        this.probe = probe;
        this.hold = hold;
        this.resume = resume;
        this.retry = retry;
        this.wait = retry.first();
    }

    /** Holds the consumers until a probe goes well: PostgreSQL does not answer. Any thread may say so, and again. */
    public synchronized void begin(String why) {
        reason = why;
        if (!paused && !timer.isShutdown()) {
            paused = true;
            LOG.atWarn().addKeyValue("reason", why).log("paused");
            hold.run();
            tryLater();
        }
    }

    /** The same for a batch that was not stored: a probe that goes well does not prove that the batch will. */
    public synchronized void beginAfterFailedBatch(String whyNotStored) {
        doubtful = true;
        begin(whyNotStored);
    }

    /** A batch was stored: whatever was wrong is over. */
    public synchronized void succeeded() {
        if (!paused) {
            reason = null;
            doubtful = false;
            wait = retry.first();
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
        Duration doubled = wait.multipliedBy(2);
        wait = doubled.compareTo(retry.longest()) < 0 ? doubled : retry.longest();
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
            resume.run();
        }
    }

    private @Nullable String failureOfProbe() {
        try {
            probe.run();
            return null;
        } catch (Exception failure) {
            LOG.atDebug().setCause(failure).log("still paused");
            return FailureSummary.of(failure);
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
