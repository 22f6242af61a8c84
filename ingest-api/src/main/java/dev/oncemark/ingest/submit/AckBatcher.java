package dev.oncemark.ingest.submit;

import io.vertx.core.Context;
import java.util.ArrayDeque;
import java.util.Queue;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Batches acknowledgements from the producer's thread onto the event loop of one context: one wake-up for all that the
 * broker acknowledged together, which costs less than one for each.
 */
final class AckBatcher {

    private static final Logger LOG = LoggerFactory.getLogger(AckBatcher.class);

    private final Context context;
    private final Object lock = new Object();
    private Queue<Runnable> added = new ArrayDeque<>();
    private boolean scheduled;

    AckBatcher(Context context) {
        this.context = context;
    }

    void add(Runnable acknowledgement) {
        synchronized (lock) {
            added.add(acknowledgement);
            if (scheduled) {
                return;
            }
            scheduled = true;
        }
        context.runOnContext(now -> runAll());
    }

    private void runAll() {
        Queue<Runnable> all;
        synchronized (lock) {
            all = added;
            added = new ArrayDeque<>();
            scheduled = false;
        }
        for (Runnable acknowledgement : all) {
            try {
                acknowledgement.run();
            } catch (RuntimeException failure) {
                LOG.atError().setCause(failure).log("a request could not be answered");
            }
        }
    }
}
