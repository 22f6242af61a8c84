package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A change of a course with very many enrollments must not hold up requests. */
class LargeCourseTest {

    private static final int ENROLLMENTS = 200_000;

    /** The last so many, in the order in which they are looked at, have completed what the change leaves required. */
    private static final int COMPLETING = 50_000;

    private static String enrollment(int number) {
        return "e%06d".formatted(number);
    }

    /** The course has 200,000 enrollments. */
    @Test
    void shouldAnswerRequestsWhileALargeCourseIsReevaluated() {
        try (TestedTopology tested = new TestedTopology()) {
            tested.publish("c", "l1", "l2");
            for (int number = 0; number < ENROLLMENTS; number++) {
                tested.snapshotEnrollment(enrollment(number), "u", "c", "active");
                if (number >= ENROLLMENTS - COMPLETING) {
                    tested.ask(enrollment(number), "l1");
                }
            }
            assertThat(tested.results()).hasSize(COMPLETING);
            tested.transaction(() -> tested.lesson("c", "l2", 1, false));
            int completed = tested.completions().size();
            long longest = 0;
            for (int slice = 1; completed < COMPLETING; slice++) {
                assertThat(slice).as("slices").isLessThan(COMPLETING);
                long start = System.nanoTime();
                tested.pass(Duration.ofMillis(20));
                tested.ask(enrollment(ENROLLMENTS - slice), "l1");
                longest = Math.max(longest, System.nanoTime() - start);
                assertThat(tested.result().status()).isEqualTo(Status.REJECTED);
                completed += tested.completions().size();
            }
            assertThat(completed).isEqualTo(COMPLETING);
            assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(1));
        }
    }
}
