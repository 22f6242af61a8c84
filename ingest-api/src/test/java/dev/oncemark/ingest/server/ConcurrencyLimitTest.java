package dev.oncemark.ingest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Duration;
import org.junit.jupiter.api.Test;

class ConcurrencyLimitTest {

    private static final Duration LATENCY_TARGET = Duration.ofMillis(250);

    /** On a clock of its own: none of this waits. */
    private long now = Duration.ofHours(1).toNanos();

    private static ConcurrencyLimit limitOf(int most) {
        return new ConcurrencyLimit(most, LATENCY_TARGET);
    }

    private static void fill(ConcurrencyLimit limit) {
        while (!limit.isReached()) {
            limit.enter();
        }
    }

    /** All that are on their way come back, having taken so long. */
    private void back(ConcurrencyLimit limit, Duration took) {
        now += took.toNanos();
        while (limit.inFlight() > 0) {
            limit.leave(now - took.toNanos(), now);
        }
    }

    @Test
    void shouldTurnAwayWhatIsOverTheBound() {
        ConcurrencyLimit limit = limitOf(10);
        fill(limit);

        assertThat(limit.inFlight()).isEqualTo(10);
        assertThat(limit.enter()).isFalse();
        back(limit, Duration.ofMillis(1));
        assertThat(limit.isReached()).isFalse();
    }

    @Test
    void shouldLetFewerInWhileTheyTakeTooLongButAlwaysSome() {
        ConcurrencyLimit limit = limitOf(2_000);
        fill(limit);
        back(limit, Duration.ofMillis(300));

        assertThat(limit.current()).isEqualTo(1_500);
        for (int round = 0; round < 20; round++) {
            fill(limit);
            back(limit, Duration.ofMillis(300));
        }
        assertThat(limit.current()).isEqualTo(64);
    }

    @Test
    void shouldTakeABatchWhoseFirstOneFitsWhole() {
        ConcurrencyLimit limit = lowered(2_000);
        for (int item = 0; item < 63; item++) {
            limit.enter();
        }

        assertThat(limit.isReached()).isFalse();
        for (int item = 0; item < 500; item++) {
            assertThat(limit.enter()).isTrue();
        }
        assertThat(limit.isReached()).isTrue();
    }

    @Test
    void shouldLetMoreInAsLongAsAllComeBackInTimeUpToTheFixedBound() {
        ConcurrencyLimit limit = lowered(2_000);
        fill(limit);
        back(limit, Duration.ofMillis(100));

        assertThat(limit.current()).isGreaterThan(64);
        for (int round = 0; round < 20; round++) {
            fill(limit);
            back(limit, Duration.ofMillis(100));
        }
        assertThat(limit.current()).isEqualTo(2_000);
    }

    @Test
    void shouldNotRiseWhileNobodyNeedsIt() {
        ConcurrencyLimit limit = lowered(2_000);
        for (int request = 0; request < 5_000; request++) {
            limit.enter();
            back(limit, Duration.ofMillis(1));
        }

        assertThat(limit.current()).isEqualTo(64);
    }

    private ConcurrencyLimit lowered(int most) {
        ConcurrencyLimit limit = limitOf(most);
        while (limit.current() > 64) {
            fill(limit);
            back(limit, Duration.ofMillis(300));
        }
        return limit;
    }
}
