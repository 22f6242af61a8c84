package dev.oncemark.localstack.process;

import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what others do, looked at every 20 ms. */
public final class Wait {

    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Wait() {}

    /** @throws IllegalStateException if it is not so within {@code timeout} */
    public static void until(String what, Duration timeout, BooleanSupplier done) {
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("waited %d s in vain until %s".formatted(timeout.toSeconds(), what));
            }
            Sleep.of(BETWEEN);
        }
    }
}
