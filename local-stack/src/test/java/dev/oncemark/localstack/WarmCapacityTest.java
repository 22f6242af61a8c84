package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Arrays;
import java.util.Iterator;
import org.junit.jupiter.api.Test;

class WarmCapacityTest {

    @Test
    void shouldLookAsLongAsThereIsMore() {
        assertThat(of(10, 20, 40, 80, 81, 500)).isEqualTo(81);
    }

    @Test
    void shouldNotTakeAnEarlyStandstillForWarm() {
        assertThat(of(10, 10, 30, 29, 500)).isEqualTo(30);
    }

    @Test
    void shouldTakeTheBestWhereTheLastIsWorse() {
        assertThat(of(10, 90, 50)).isEqualTo(90);
    }

    @Test
    void shouldEndWhereItGrowsForEver() {
        assertThat(of(1, 2, 4, 8, 16, 32)).isEqualTo(32);
    }

    private static double of(double... seen) {
        Iterator<Double> looks = Arrays.stream(seen).boxed().toList().iterator();
        return WarmCapacity.of(looks::next, 2, 6);
    }
}
