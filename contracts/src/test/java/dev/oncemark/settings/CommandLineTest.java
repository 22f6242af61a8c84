package dev.oncemark.settings;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.settings.CommandLine.WrongCallException;
import java.util.List;
import org.junit.jupiter.api.Test;

class CommandLineTest {

    private static CommandLine read(String... words) {
        return CommandLine.of(List.of(words), List.of("--json"), List.of("--seed", "--only"));
    }

    @Test
    void shouldReadFlagsAndOptionsInAnyOrder() {
        CommandLine line = read("--seed", "7", "--json");
        assertThat(line.has("--json")).isTrue();
        assertThat(line.number("--seed", 1)).isEqualTo(7);
        assertThat(line.value("--only")).isNull();
        assertThat(line.text("--only", "all")).isEqualTo("all");
        assertThat(read().number("--seed", 1)).isEqualTo(1);
        assertThat(read().has("--json")).isFalse();
    }

    @Test
    void shouldSayWhatIsWrong() {
        assertThatThrownBy(() -> read("--sed", "7"))
                .isInstanceOf(WrongCallException.class)
                .hasMessage("unknown option --sed");
        assertThatThrownBy(() -> read("--json", "--seed")).hasMessage("--seed needs a value");
        assertThatThrownBy(() -> read("--seed", "many").number("--seed", 1))
                .hasMessage("--seed has to be a number, not many");
    }
}
