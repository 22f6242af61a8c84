package dev.oncemark.localstack;

import java.util.ArrayDeque;
import java.util.Deque;
import org.jspecify.annotations.Nullable;

/**
 * Runs what was registered when the JVM ends, so that no process is left behind by an aborted run: stacks first, which
 * know an order for their parts, then whatever parts are left, the last first.
 */
final class StopAtExit {

    private static final Deque<Runnable> STACKS = new ArrayDeque<>();
    private static final Deque<Runnable> PARTS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(StopAtExit::runAll, "stop-at-exit"));
    }

    private StopAtExit() {}

    static void stack(Runnable stop) {
        register(STACKS, stop);
    }

    static void part(Runnable stop) {
        register(PARTS, stop);
    }

    private static synchronized void register(Deque<Runnable> stops, Runnable stop) {
        stops.remove(stop);
        stops.push(stop);
    }

    static synchronized void forget(Runnable stop) {
        STACKS.remove(stop);
        PARTS.remove(stop);
    }

    private static void runAll() {
        for (Runnable stop = next(); stop != null; stop = next()) {
            stop.run();
        }
    }

    private static synchronized @Nullable Runnable next() {
        return STACKS.isEmpty() ? PARTS.poll() : STACKS.poll();
    }
}
