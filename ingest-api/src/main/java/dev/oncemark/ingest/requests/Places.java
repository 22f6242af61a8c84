package dev.oncemark.ingest.requests;

import java.util.concurrent.atomic.AtomicInteger;

/** So many at most may want to know of results at once; whoever reads them is told of the first. */
final class Places {

    private final AtomicInteger taken = new AtomicInteger();
    private final int max;
    private final Runnable isAwaited;

    /** @param isAwaited is run, on the thread that takes it, when a place is taken while no other is */
    Places(int max, Runnable isAwaited) {
        this.max = max;
        this.isAwaited = isAwaited;
    }

    /** Whether there was one left. */
    boolean take() {
        int now = taken.incrementAndGet();
        if (now > max) {
            taken.decrementAndGet();
            return false;
        }
        if (now == 1) {
            isAwaited.run();
        }
        return true;
    }

    void giveBack(int count) {
        taken.addAndGet(-count);
    }

    int taken() {
        return taken.get();
    }
}
