package dev.oncemark.ingest.submit;

import java.util.concurrent.Semaphore;
import org.apache.kafka.common.KafkaException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Whether the producer knows where to send. Where it does not, because the broker was never reached or was away for
 * long, a sender would wait for it; so one thread waits on behalf of all, and senders are turned away meanwhile.
 */
final class ProducerMetadata implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ProducerMetadata.class);

    private final Runnable askForMetadata;
    private final Semaphore lost = new Semaphore(1);
    private final Thread thread = new Thread(this::keepUp, "producer-metadata");
    private volatile boolean known;
    private volatile boolean closed;

    /** @param askForMetadata returns once the producer knows where to send, and fails where it did not learn it */
    ProducerMetadata(Runnable askForMetadata) {
        this.askForMetadata = askForMetadata;
        thread.setDaemon(true);
        thread.start();
    }

    boolean isKnown() {
        return known;
    }

    /** A sender had to wait, in vain. */
    void lose() {
        known = false;
        lost.release();
    }

    private void keepUp() {
        try {
            while (!closed) {
                lost.acquire();
                lost.drainPermits();
                connect();
            }
        } catch (InterruptedException closing) {
            Thread.currentThread().interrupt();
        }
    }

    private void connect() {
        while (!closed && !known) {
            try {
                askForMetadata.run();
                known = true;
                LOG.atInfo().log("the broker is reached");
            } catch (KafkaException away) {
                LOG.atDebug().setCause(away).log("the broker is not reached yet");
            }
        }
    }

    /** Senders are turned away from now on. */
    @Override
    public void close() {
        closed = true;
        known = false;
        thread.interrupt();
    }
}
