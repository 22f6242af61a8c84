package dev.oncemark.sink;

import java.time.Duration;
import org.junit.jupiter.api.function.ThrowingSupplier;

/** Waits for what another process or thread brings about. */
public final class Await {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private Await() {}

    /** Returns once {@code fulfilled} says so; fails with {@code what} after a minute. */
    public static void until(String what, ThrowingSupplier<Boolean> fulfilled) {
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Throwable last = null;
        while (System.nanoTime() < deadline) {
            try {
                if (fulfilled.get()) {
                    return;
                }
                last = null;
            } catch (Throwable notYet) {
                last = notYet;
            }
            pause(Duration.ofMillis(100));
        }
        throw new AssertionError("waited in vain until " + what, last);
    }

    public static void pause(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }
}
