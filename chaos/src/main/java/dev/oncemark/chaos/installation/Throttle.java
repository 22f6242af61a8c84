package dev.oncemark.chaos.installation;

import dev.oncemark.localstack.ManagedProcess;
import dev.oncemark.localstack.Signal;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.List;

/**
 * Lets parts run for a share of the time only, by stopping all of them over and over: as on a machine with so much less CPU.
 * So clients on the same machine can ask for several times of what they take.
 */
public final class Throttle implements AutoCloseable {

    private static final Duration RUNS = Duration.ofMillis(20);
    private static final Duration STANDS = Duration.ofMillis(60);

    private final List<ManagedProcess> parts;
    private final Thread thread = new Thread(this::run, "throttle");
    private volatile boolean over;

    public Throttle(List<ManagedProcess> parts) {
        this.parts = List.copyOf(parts);
    }

    public void start() {
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!over) {
            signal(Signal.STOP);
            Sleep.of(STANDS);
            signal(Signal.CONT);
            Sleep.of(RUNS);
        }
    }

    private void signal(Signal signal) {
        parts.forEach(part -> part.signal(signal));
    }

    /** From now on they run all the time. */
    @Override
    public void close() {
        over = true;
        try {
            thread.join();
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
        signal(Signal.CONT);
    }
}
