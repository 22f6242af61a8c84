package dev.oncemark.bench.stack;

import java.util.concurrent.TimeUnit;

/** A thread that looks at something over and over until it is told to end. */
final class Watcher implements AutoCloseable {

    private static final long TIMEOUT_MILLIS = TimeUnit.SECONDS.toMillis(10);

    private final Thread thread;
    private volatile boolean closed;

    Watcher(String name, Runnable look) {
        this.thread = new Thread(
                () -> {
                    while (!closed) {
                        look.run();
                    }
                },
                name);
        thread.setDaemon(true);
        thread.start();
    }

    /** It looks no more when this returns. */
    @Override
    public void close() {
        closed = true;
        try {
            thread.join(TIMEOUT_MILLIS);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
