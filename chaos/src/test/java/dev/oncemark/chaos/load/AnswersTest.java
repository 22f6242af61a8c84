package dev.oncemark.chaos.load;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

class AnswersTest {

    private final Answers answers = new Answers();

    @Test
    void shouldTellHowLongAllButAFewTook() {
        for (int millis = 1; millis <= 100; millis++) {
            answers.add(202, TimeUnit.MILLISECONDS.toNanos(millis), true, false);
        }

        assertThat(answers.millisOf(0.99)).isEqualTo(99);
        assertThat(answers.millisOf(0.5)).isEqualTo(50);
    }

    @Test
    void shouldLeaveOutThoseWhoWaitedForAVerdict() {
        answers.add(202, TimeUnit.SECONDS.toNanos(5), false, false);

        assertThat(answers.millisOf(0.99)).isZero();
    }

    @Test
    void shouldCountRefusalsThatDoNotSayWhenToComeAgain() {
        answers.add(503, 1, true, true);
        answers.add(429, 1, true, false);

        assertThat(answers.withoutRetryAfter()).isEqualTo(1);
        assertThat(answers.byStatus()).containsEntry(503, 1L).containsEntry(429, 1L);
    }
}
