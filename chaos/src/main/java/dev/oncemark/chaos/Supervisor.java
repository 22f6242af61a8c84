package dev.oncemark.chaos;

import dev.oncemark.localstack.Part;
import dev.oncemark.localstack.PartFailedException;
import dev.oncemark.localstack.Pauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Starts again what ended by itself, as whoever runs an installation has it done. What a fault has killed is left alone until
 * the fault is over.
 */
public final class Supervisor implements AutoCloseable {

    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final List<Part> parts;
    private final Set<Part> left = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> restarts = new ConcurrentHashMap<>();
    private volatile boolean closed;

    Supervisor(List<Part> parts) {
        this.parts = new ArrayList<>(parts);
    }

    void start() {
        Thread thread = new Thread(this::run, "supervisor");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            parts.stream()
                    .filter(part -> !left.contains(part) && !part.isAlive())
                    .forEach(this::restart);
            Pauses.sleep(BETWEEN);
        }
    }

    private synchronized void restart(Part part) {
        if (!closed && !left.contains(part) && !part.isAlive()) {
            restarts.merge(part.name(), 1, Integer::sum);
            part.launch();
        }
    }

    /** A fault has to do with it now. */
    public synchronized void leave(Part part) {
        left.add(part);
    }

    /** It has to run from now on. */
    public synchronized void watch(Part part) {
        left.remove(part);
    }

    /** @throws PartFailedException if one does not become ready in time */
    public void awaitAll(Duration limit) {
        for (Part part : parts) {
            awaitReady(part, limit);
        }
    }

    private void awaitReady(Part part, Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (true) {
            try {
                part.awaitReady(limit);
                return;
            } catch (PartFailedException endedMeanwhile) {
                if (System.nanoTime() > deadline) {
                    throw endedMeanwhile;
                }
                Pauses.sleep(BETWEEN);
            }
        }
    }

    /** How often each part was started again that had ended by itself. */
    Map<String, Integer> restarts() {
        return Map.copyOf(restarts);
    }

    @Override
    public void close() {
        closed = true;
    }
}
