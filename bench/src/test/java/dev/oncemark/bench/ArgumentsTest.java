package dev.oncemark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    @Test
    void shouldHaveTheseDefaults() {
        assertThat(Arguments.of(List.of("streams")))
                .isEqualTo(new Arguments("streams", 5, 1_000_000, 0.1, "", "bench-streams.json"));
    }

    @Test
    void shouldTakeOptions() {
        assertThat(Arguments.of(List.of("streams", "--rounds", "7", "--records", "10", "--duplicates", "0.5")))
                .isEqualTo(new Arguments("streams", 7, 10, 0.5, "", "bench-streams.json"));
    }

    @ParameterizedTest
    @CsvSource({
        "'', which suite",
        "sreams, which suite",
        "streams --rounds, --rounds needs a value",
        "streams --rounds 0, '--rounds is \"0\"'",
        "streams --records many, '--records is \"many\"'",
        "streams --duplicates 1, '--duplicates is \"1\"'",
        "streams --speed 9, unknown option --speed"
    })
    void shouldSayWhatIsWrong(String line, String message) {
        List<String> words = line.isEmpty() ? List.of() : List.of(line.split(" ", -1));
        assertThatThrownBy(() -> Arguments.of(words)).hasMessageContaining(message);
    }
}
