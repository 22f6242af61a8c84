package dev.oncemark.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.localstack.load.Latencies;
import dev.oncemark.localstack.load.Schedule;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class RatedRunTest {

    private static final long MILLI = TimeUnit.MILLISECONDS.toNanos(1);

    private final Schedule schedule = Schedule.of(System.nanoTime(), 1_000, 20);
    private final RatedRun run = new RatedRun(schedule, 10, 15, new Latencies(), new Latencies(), new Latencies());

    @Test
    void shouldSendEachNotBeforeItsTimeAndAllInOrder() {
        List<Integer> sent = new ArrayList<>();
        run.run(number -> {
            assertThat(System.nanoTime() - run.intended(number)).isNotNegative();
            sent.add(number);
        });
        assertThat(sent).hasSize(20).isSorted().startsWith(10).endsWith(29);
    }

    @Test
    void shouldSettleEveryTimeBefore() {
        assertThat(run.intended(12) - schedule.start()).isEqualTo(2 * MILLI);
    }

    @Test
    void shouldCountFromTheIntendedTimeAndLeaveOutTheWarmUp() {
        for (int number = 10; number < 30; number++) {
            assertThat(run.hasAll(run.verdicts())).isFalse();
            run.add(run.verdicts(), number, run.intended(number) + (number < 15 ? 500 : 7) * MILLI);
        }
        run.add(run.verdicts(), 30, run.intended(30) + 500 * MILLI);
        assertThat(run.hasAll(run.verdicts())).isTrue();
        assertThat(run.hasAll(run.rows())).isFalse();

        Figures figures = new Figures();
        run.addTo(figures, "a, 1,000/s");
        assertThat(figures.values().keySet()).containsExactly("a, 1,000/s, to the verdict");
        assertThat(figures.median("a, 1,000/s, to the verdict", "max ms")).isBetween(7.0, 7.01);
    }
}
