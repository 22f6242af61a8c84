package dev.oncemark.chaos;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.settings.CommandLine.WrongCallException;
import java.util.List;
import org.junit.jupiter.api.Test;

class OptionsTest {

    @Test
    void shouldTakeFaultsWhereNothingIsSaid() {
        assertThat(Options.of(List.of()).scenario()).isEqualTo("faults");
    }

    @Test
    void shouldRefuseAnUnknownScenarioBeforeAnythingIsStarted() {
        assertThatThrownBy(() -> Options.of(List.of("--scenario", "flood")))
                .isInstanceOf(WrongCallException.class)
                .hasMessageContaining("flood")
                .hasMessageContaining("starvation");
    }
}
