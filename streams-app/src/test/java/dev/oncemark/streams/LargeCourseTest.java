package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Status;
import java.time.Duration;
import org.junit.jupiter.api.Test;

/** A change of a course with very many enrollments must not hold up requests. */
class LargeCourseTest {

    private static final int ENROLLMENTS = 200_000;

    /** One enrollment of so many has completed what the change leaves required. */
    private static final int EACH = 4;

    @Test
    void shouldAnswerRequestsWhileACourseOfTwoHundredThousandIsLookedThrough() {
        try (TestedTopology tested = new TestedTopology()) {
            tested.publish("c", "l1", "l2");
            for (int id = 0; id < ENROLLMENTS; id++) {
                tested.snapshotEnrollment("e" + id, "u", "c", "active");
                if (id % EACH == 0) {
                    tested.ask("e" + id, "l1");
                }
            }
            assertThat(tested.results()).hasSize(ENROLLMENTS / EACH);
            tested.transaction(() -> tested.lesson("c", "l2", 1, false));
            int completed = tested.completions().size();
            long longest = 0;
            for (int slice = 0; completed < ENROLLMENTS / EACH; slice++) {
                assertThat(slice).as("slices").isLessThan(ENROLLMENTS / EACH);
                long start = System.nanoTime();
                tested.pass(Duration.ofMillis(20));
                tested.ask("e" + EACH * slice, "l1");
                longest = Math.max(longest, System.nanoTime() - start);
                assertThat(tested.result().status()).isEqualTo(Status.REJECTED);
                completed += tested.completions().size();
            }
            assertThat(completed).isEqualTo(ENROLLMENTS / EACH);
            assertThat(Duration.ofNanos(longest)).isLessThan(Duration.ofSeconds(1));
        }
    }
}
