package dev.oncemark.bench.measure;

import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.function.BooleanSupplier;

/** Waiting for what others do, looked at every 20 ms. */
public final class Waiting {

    private static final Duration BETWEEN = Duration.ofMillis(20);

    private Waiting() {}

    /** @throws IllegalStateException if it is not so within {@code limit}, or {@code process} ends before */
    public static void until(String what, Duration limit, MeasuredProcess process, BooleanSupplier done) {
        until(what, limit, () -> {
            process.requireAlive();
            return done.getAsBoolean();
        });
    }

    /** @throws IllegalStateException if it is not so within {@code limit} */
    public static void until(String what, Duration limit, BooleanSupplier done) {
        long deadline = System.nanoTime() + limit.toNanos();
        while (!done.getAsBoolean()) {
            if (System.nanoTime() - deadline > 0) {
                throw new IllegalStateException("waited %d s in vain until %s".formatted(limit.toSeconds(), what));
            }
            Sleep.of(BETWEEN);
        }
    }
}
