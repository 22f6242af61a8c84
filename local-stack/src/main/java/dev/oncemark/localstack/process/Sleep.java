package dev.oncemark.localstack.process;

import java.time.Duration;

/** Waiting by the clock, where nothing tells when it is time. */
public final class Sleep {

    private Sleep() {}

    /** @throws IllegalStateException if the thread is interrupted; it stays so */
    public static void of(Duration time) {
        try {
            Thread.sleep(time.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted while waiting", stopped);
        }
    }
}
