package dev.oncemark.chaos.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.Pauses;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class PulseTest {

    private final Pulse pulse = new Pulse();

    @Test
    void shouldKnowTheLongestTimeBetweenTwoBeats() {
        pulse.beat(1);
        Pauses.sleep(Duration.ofMillis(80));
        pulse.beat(2);
        pulse.beat(1);

        assertThat(pulse.longestSeconds()).isBetween(0.08, 5.0);
        assertThat(pulse.count()).isEqualTo(4);
    }

    @Test
    void shouldTellOfASpanWhatHappenedInIt() {
        Pauses.sleep(Duration.ofMillis(80));
        pulse.beat(1);
        Span span = pulse.watch();
        pulse.beat(1);

        assertThat(span.longestSeconds()).isLessThan(pulse.longestSeconds());
        assertThat(span.isRecovered()).isFalse();
    }

    @Test
    void shouldRecoverWithTheFirstBeatAfterTheEnd() {
        Span span = pulse.watch();
        pulse.beat(1);
        span.end();
        Pauses.sleep(Duration.ofMillis(80));
        pulse.beat(1);
        double recovery = span.recoverySeconds();
        pulse.beat(1);

        assertThat(span.isRecovered()).isTrue();
        assertThat(recovery).isBetween(0.08, 5.0).isEqualTo(span.recoverySeconds());
    }

    @Test
    void shouldWatchSeveralSpansAtOnce() {
        Span first = pulse.watch();
        Pauses.sleep(Duration.ofMillis(80));
        Span second = pulse.watch();
        pulse.beat(1);
        second.end();
        first.end();
        pulse.beat(1);

        assertThat(first.longestSeconds()).isEqualTo(second.longestSeconds()).isGreaterThan(0.08);
        assertThat(second.isRecovered()).isTrue();
    }

    @Test
    void shouldNotMissWhatIsNotAskedForAnyMore() {
        pulse.beat(1);
        double before = pulse.longestSeconds();
        pulse.pause();
        Pauses.sleep(Duration.ofMillis(80));
        pulse.beat(1);

        assertThat(pulse.longestSeconds()).isEqualTo(before);
    }
}
