package dev.oncemark.bench.plot;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ScaleTest {

    @ParameterizedTest
    @CsvSource({"7, 2, 8", "100, 20, 100", "101, 25, 125", "0.03, 0.01, 0.03", "583000, 200000, 600000"})
    void shouldEndAtARoundNumber(double highest, double step, double top) {
        Scale scale = Scale.upTo(highest);
        assertThat(scale.step()).isCloseTo(step, org.assertj.core.data.Percentage.withPercentage(0.001));
        assertThat(scale.top()).isCloseTo(top, org.assertj.core.data.Percentage.withPercentage(0.001));
    }

    @Test
    void shouldMarkEveryStepFromZeroOn() {
        assertThat(Scale.upTo(7).marks()).isEqualTo(List.of(0.0, 2.0, 4.0, 6.0, 8.0));
        assertThat(Scale.upTo(4).share(1)).isEqualTo(0.25);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {"583000|583,000", "12.34|12.3", "4.567|4.57", "8|8"})
    void shouldShowDigitsThatAreWorthReading(double value, String shown) {
        assertThat(Scale.shown(value)).isEqualTo(shown);
    }
}
