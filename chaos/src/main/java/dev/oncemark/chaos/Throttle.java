package dev.oncemark.chaos;

import dev.oncemark.localstack.Part;
import dev.oncemark.localstack.Pauses;
import dev.oncemark.localstack.Signal;
import java.time.Duration;

/**
 * Lets a part run for a share of the time only, by stopping it over and over: as a machine with so much less CPU would. So
 * clients on the same machine can ask for several times of what it takes.
 */
final class Throttle implements AutoCloseable {

    private static final Duration RUNS = Duration.ofMillis(20);
    private static final Duration STANDS = Duration.ofMillis(60);

    private final Part part;
    private final Thread thread = new Thread(this::run, "throttle");
    private volatile boolean over;

    Throttle(Part part) {
        this.part = part;
    }

    void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!over) {
            part.signal(Signal.STOP);
            Pauses.sleep(STANDS);
            part.signal(Signal.CONT);
            Pauses.sleep(RUNS);
        }
    }

    /** From now on it runs all the time. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        part.signal(Signal.CONT);
    }
}
