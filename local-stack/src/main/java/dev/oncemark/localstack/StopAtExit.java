package dev.oncemark.localstack;

import java.util.ArrayDeque;
import java.util.Deque;

/** Runs what was registered when the JVM ends, last first, so that no process is left behind by an aborted run. */
final class StopAtExit {

    private static final Deque<Runnable> STOPS = new ArrayDeque<>();

    static {
        Runtime.getRuntime().addShutdownHook(new Thread(StopAtExit::runAll, "stop-at-exit"));
    }

    private StopAtExit() {}

    static void register(Runnable stop) {
        synchronized (STOPS) {
            STOPS.push(stop);
        }
    }

    static void forget(Runnable stop) {
        synchronized (STOPS) {
            STOPS.remove(stop);
        }
    }

    private static void runAll() {
        for (Runnable stop = next(); stop != null; stop = next()) {
            stop.run();
        }
    }

    private static @org.jspecify.annotations.Nullable Runnable next() {
        synchronized (STOPS) {
            return STOPS.poll();
        }
    }
}
