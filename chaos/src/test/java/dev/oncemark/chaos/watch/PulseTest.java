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
    void shouldCountAnewFromAMark() {
        Pauses.sleep(Duration.ofMillis(80));
        pulse.beat(1);
        pulse.mark();
        pulse.beat(1);

        assertThat(pulse.longestSecondsSinceMark()).isLessThan(pulse.longestSeconds());
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
