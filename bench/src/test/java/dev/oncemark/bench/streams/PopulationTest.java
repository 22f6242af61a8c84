package dev.oncemark.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.HashSet;
import java.util.Set;
import org.junit.jupiter.api.Test;

class PopulationTest {

    @Test
    void shouldHaveAsManyCompletionsAsWereAskedFor() {
        assertThat(new Population(1_000).enrollments()).isEqualTo(20);
        assertThat(Population.state(3, Population.DONE).sequence()).isEqualTo(50);
        assertThat(Population.state(-3, 0).sequence()).isZero();
    }

    @Test
    void shouldGiveEveryEnrollmentAnIdOfItsOwn() {
        Set<String> ids = new HashSet<>();
        for (int number = -10_000; number < 100_000; number++) {
            assertThat(ids.add(Population.enrollmentId(number))).isTrue();
        }
    }

    @Test
    void shouldGrowByTens() {
        assertThat(GrowthSuite.sizes(10_000_000)).containsExactly(100_000, 1_000_000, 10_000_000);
        assertThat(GrowthSuite.sizes(5_000)).containsExactly(5_000);
    }
}
