package dev.oncemark.ingest.broker;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Carries acknowledgements from the producer's thread to the thread of one context, all that came meanwhile in one go: the broker
 * acknowledges whole batches, and a wake-up for each record would cost more than the records.
 */
final class Acknowledgements {

    private static final Logger LOG = LoggerFactory.getLogger(Acknowledgements.class);

    private final Context context;
    private final Object lock = new Object();
    private Queue<Runnable> come = new ArrayDeque<>();
    private boolean isOnItsWay;

    Acknowledgements(Context context) {
        this.context = context;
    }

    void add(Runnable acknowledgement) {
        synchronized (lock) {
            come.add(acknowledgement);
            if (isOnItsWay) {
                return;
            }
            isOnItsWay = true;
        }
        context.runOnContext(now -> runAll());
    }

    private void runAll() {
        Queue<Runnable> all;
        synchronized (lock) {
            all = come;
            come = new ArrayDeque<>();
            isOnItsWay = false;
        }
        for (Runnable acknowledgement : all) {
            try {
                acknowledgement.run();
            } catch (RuntimeException failure) {
                LOG.atError().setCause(failure).log("A request could not be answered");
            }
        }
    }
}
