package dev.oncemark.localstack.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.within;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class LatenciesTest {

    private final Latencies latencies = new Latencies();

    @Test
    void shouldTellHowLongAllButAFewTook() {
        for (int millis = 1; millis <= 100; millis++) {
            latencies.add(TimeUnit.MILLISECONDS.toNanos(millis));
        }

        assertThat(latencies.millis(99)).isEqualTo(99, within(0.1));
        assertThat(latencies.millis(50)).isEqualTo(50, within(0.1));
        assertThat(latencies.count()).isEqualTo(100);
    }

    @Test
    void shouldTellNothingOfNone() {
        assertThat(latencies.millis(99)).isZero();
    }
}
