package dev.oncemark.localstack.load;

import org.jspecify.annotations.Nullable;

/** How many requests have no last answer yet, and why there will be no more of them. */
final class OpenRequests {

    private int count;
    private volatile @Nullable Throwable failure;

    synchronized void begin() {
        count++;
    }

    synchronized void finish() {
        count--;
        if (count == 0) {
            notifyAll();
        }
    }

    synchronized int count() {
        return count;
    }

    synchronized void fail(Throwable cause) {
        failure = cause;
        notifyAll();
    }

    boolean isFailed() {
        return failure != null;
    }

    /** Waits until there is none. */
    synchronized void awaitNone() {
        try {
            while (count > 0 && failure == null) {
                wait();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting for answers", stopped);
        }
        check();
    }

    /** @throws IllegalStateException if the load has failed */
    void check() {
        if (failure != null) {
            throw new IllegalStateException("the load failed: " + failure.getMessage(), failure);
        }
    }
}
