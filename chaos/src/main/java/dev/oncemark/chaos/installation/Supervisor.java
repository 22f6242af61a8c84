package dev.oncemark.chaos.installation;

import dev.oncemark.localstack.ManagedProcess;
import dev.oncemark.localstack.ProcessFailedException;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.concurrent.atomic.AtomicInteger;

/**
 * Starts again what ended by itself, as whoever runs an installation has it done. What a fault has killed is left alone until
 * the fault is over.
 */
public final class Supervisor implements AutoCloseable {

    /** How long a part may take to be ready again after whatever happened to it. One that takes longer is counted. */
    private static final Duration READY = Duration.ofSeconds(90);

    /** One that takes longer than this will never be ready: there is nothing to be verified any more. */
    private static final Duration EVER = Duration.ofMinutes(5);

    private static final Duration BETWEEN = Duration.ofMillis(500);

    private final CopyOnWriteArrayList<ManagedProcess> parts;
    private final Set<ManagedProcess> left = ConcurrentHashMap.newKeySet();
    private final Map<String, Integer> restarts = new ConcurrentHashMap<>();
    private final AtomicInteger late = new AtomicInteger();
    private volatile boolean closed;

    public Supervisor(List<ManagedProcess> parts) {
        this.parts = new CopyOnWriteArrayList<>(parts);
    }

    public void start() {
        Thread thread = new Thread(this::run, "supervisor");
        thread.setDaemon(true);
        thread.start();
    }

    private void run() {
        while (!closed) {
            parts.stream()
                    .filter(part -> !left.contains(part) && !part.isAlive())
                    .forEach(this::restart);
            Sleep.of(BETWEEN);
        }
    }

    private synchronized void restart(ManagedProcess part) {
        if (!closed && !left.contains(part) && !part.isAlive()) {
            restarts.merge(part.name(), 1, Integer::sum);
            part.launch();
        }
    }

    /** A fault has to do with it now. */
    public synchronized void leave(ManagedProcess part) {
        left.add(part);
    }

    /** It has to run from now on. */
    public synchronized void watch(ManagedProcess part) {
        parts.addIfAbsent(part);
        left.remove(part);
    }

    /**
     * Starts it where it is not running, and again where another fault makes it end, until it is ready.
     *
     * @throws ProcessFailedException if it does not become ready
     */
    public void start(ManagedProcess part) {
        launch(part);
        awaitReady(part);
    }

    private synchronized void launch(ManagedProcess part) {
        if (!part.isAlive()) {
            part.launch();
        }
        watch(part);
    }

    /** @throws ProcessFailedException if one that has to run does not become ready */
    public void awaitAll() {
        parts.stream().filter(part -> !left.contains(part)).forEach(this::awaitReady);
    }

    /** @throws ProcessFailedException if it does not become ready */
    public void awaitReady(ManagedProcess part) {
        long start = System.nanoTime();
        while (true) {
            try {
                part.awaitReady(EVER);
                if (System.nanoTime() - start > READY.toNanos()) {
                    late.incrementAndGet();
                }
                return;
            } catch (ProcessFailedException endedMeanwhile) {
                if (System.nanoTime() - start > EVER.toNanos()) {
                    throw endedMeanwhile;
                }
                Sleep.of(BETWEEN);
            }
        }
    }

    /** How often each part was started again that had ended by itself. */
    public Map<String, Integer> restarts() {
        return Map.copyOf(restarts);
    }

    /** How often one was waited for longer than it may take. */
    public int late() {
        return late.get();
    }

    @Override
    public void close() {
        closed = true;
    }
}
