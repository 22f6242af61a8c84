package dev.oncemark.bench.latency;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.Figures;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class TurnTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Pace pace = new Pace(10, 20, System.nanoTime(), 1_000);
    private final Turn turn = new Turn(pace, 15);

    @Test
    void shouldSendEachNotBeforeItsTimeAndAllInOrder() {
        List<Integer> sent = new ArrayList<>();
        pace.run(number -> {
            assertThat(System.nanoTime() - pace.intended(number)).isNotNegative();
            sent.add(number);
        });
        assertThat(sent).hasSize(20).isSorted().startsWith(10).endsWith(29);
    }

    @Test
    void shouldSettleEveryTimeBefore() {
        assertThat(pace.intended(12) - pace.start()).isEqualTo(2 * MILLI);
    }

    @Test
    void shouldCountFromTheIntendedTimeAndLeaveOutTheWarmUp() {
        for (int number = 10; number < 30; number++) {
            assertThat(turn.hasVerdicts()).isFalse();
            turn.verdict(number, pace.intended(number) + (number < 15 ? 500 : 7) * MILLI);
        }
        turn.verdict(30, pace.intended(30) + 500 * MILLI);
        assertThat(turn.hasVerdicts()).isTrue();
        assertThat(turn.hasRows()).isFalse();

        Figures figures = new Figures();
        turn.addTo(figures, "a", "1,000/s");
        assertThat(figures.values().keySet()).containsExactly("a, 1,000/s, to the verdict");
        assertThat(figures.median("a, 1,000/s, to the verdict", "max ms")).isBetween(7.0, 7.01);
    }
}
