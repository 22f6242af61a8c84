package dev.oncemark.chaos.watch;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class HeartbeatTest {

    private final Heartbeat heartbeat = new Heartbeat();

    @Test
    void shouldKnowTheLongestTimeBetweenTwoBeats() {
        heartbeat.beat(1);
        Sleep.of(Duration.ofMillis(80));
        heartbeat.beat(2);
        heartbeat.beat(1);

        assertThat(heartbeat.longestSeconds()).isBetween(0.08, 5.0);
        assertThat(heartbeat.count()).isEqualTo(4);
    }

    @Test
    void shouldTellOfASpanWhatHappenedInIt() {
        Sleep.of(Duration.ofMillis(80));
        heartbeat.beat(1);
        Outage outage = heartbeat.watch();
        heartbeat.beat(1);

        assertThat(outage.longestSeconds()).isLessThan(heartbeat.longestSeconds());
        assertThat(outage.isRecovered()).isFalse();
    }

    @Test
    void shouldRecoverWithTheFirstBeatAfterTheEnd() {
        Outage outage = heartbeat.watch();
        heartbeat.beat(1);
        outage.end();
        Sleep.of(Duration.ofMillis(80));
        heartbeat.beat(1);
        double recovery = outage.recoverySeconds();
        heartbeat.beat(1);

        assertThat(outage.isRecovered()).isTrue();
        assertThat(recovery).isBetween(0.08, 5.0).isEqualTo(outage.recoverySeconds());
    }

    @Test
    void shouldWatchSeveralSpansAtOnce() {
        Outage first = heartbeat.watch();
        Sleep.of(Duration.ofMillis(80));
        Outage second = heartbeat.watch();
        heartbeat.beat(1);
        second.end();
        first.end();
        heartbeat.beat(1);

        assertThat(first.longestSeconds()).isEqualTo(second.longestSeconds()).isGreaterThan(0.08);
        assertThat(second.isRecovered()).isTrue();
    }

    @Test
    void shouldNotMissWhatIsNotAskedForAnyMore() {
        heartbeat.beat(1);
        double before = heartbeat.longestSeconds();
        heartbeat.pause();
        Sleep.of(Duration.ofMillis(80));
        heartbeat.beat(1);

        assertThat(heartbeat.longestSeconds()).isEqualTo(before);
    }
}
