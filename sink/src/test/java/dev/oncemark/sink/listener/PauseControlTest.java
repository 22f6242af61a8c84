package dev.oncemark.sink.listener;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.sink.Await;
import dev.oncemark.sink.settings.SinkSettings;
import java.time.Duration;
import java.util.concurrent.atomic.AtomicInteger;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class PauseControlTest {

    private final AtomicInteger probes = new AtomicInteger();
    private final AtomicInteger paused = new AtomicInteger();
    private final AtomicInteger resumed = new AtomicInteger();
    private volatile boolean away = true;

    private final PauseControl pause = new PauseControl(
            this::probe,
            paused::incrementAndGet,
            resumed::incrementAndGet,
            new SinkSettings.Retry(Duration.ofMillis(5), Duration.ofMillis(20)));

    @AfterEach
    void close() {
        pause.close();
    }

    @Test
    void shouldHoldOnceAndLetGoWhenAProbeGoesWell() {
        pause.begin("first");
        pause.begin("second");
        assertThat(pause.isPaused()).isTrue();
        Await.until("several probes have failed", () -> probes.get() > 5);
        assertThat(pause.reason()).isEqualTo("IllegalStateException: still away");
        assertThat(resumed).hasValue(0);

        away = false;
        Await.until("it is over", () -> !pause.isPaused());
        assertThat(paused).hasValue(1);
        assertThat(resumed).hasValue(1);
        assertThat(pause.reason()).isNull();
    }

    @Test
    void shouldDoubtAFailedBatchUntilOneIsStored() {
        away = false;
        pause.beginAfterFailedBatch("not stored");
        Await.until("it is tried again", () -> !pause.isPaused());
        assertThat(pause.reason()).isEqualTo("not stored");

        pause.succeeded();
        assertThat(pause.reason()).isNull();
    }

    @Test
    void shouldNotLetGoBecauseOfABatchThatWasUnderWay() {
        pause.beginAfterFailedBatch("another batch");
        pause.succeeded();
        assertThat(pause.isPaused()).isTrue();
        assertThat(pause.reason()).isNotNull();
    }

    private void probe() {
        probes.incrementAndGet();
        if (away) {
            throw new IllegalStateException("still away");
        }
    }
}
