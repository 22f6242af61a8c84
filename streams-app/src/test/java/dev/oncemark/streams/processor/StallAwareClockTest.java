package dev.oncemark.streams.processor;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class StallAwareClockTest {

    private long now = 1_000_000;
    private long answers;
    private final StallAwareClock clock = new StallAwareClock(now);

    /** Updates four times a second; the broker answers twice a second, or not at all. */
    private void looks(int seconds, boolean answered) {
        for (int look = 0; look < 4 * seconds; look++) {
            now += 250;
            answers += answered && look % 2 == 0 ? 1 : 0;
            clock.update(now, answers);
        }
    }

    @Test
    void shouldCountWhileFetchesAreAnswered() {
        long start = now;
        looks(10, true);

        assertThat(clock.elapsedSince(start, now)).isEqualTo(10_000);
    }

    @Test
    void shouldNotCountWhileNoFetchIsAnswered() {
        assertDoesNotCount(() -> looks(30, false));
    }

    @Test
    void shouldNotCountWhileNobodyLooks() {
        assertDoesNotCount(() -> now += 30_000);
    }

    private void assertDoesNotCount(Runnable stall) {
        long start = now;
        looks(5, true);
        stall.run();
        assertThat(clock.elapsedSince(start, now)).isZero();

        looks(3, true);
        assertThat(clock.elapsedSince(start, now)).isBetween(2_500L, 3_000L);
    }

    @Test
    void shouldCountThroughAPauseThatIsShort() {
        long start = now;
        looks(5, true);
        looks(1, false);
        looks(1, true);

        assertThat(clock.elapsedSince(start, now)).isEqualTo(7_000);
    }
}
