package dev.oncemark.bench;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.bench.streams.StreamsSuite;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class ArgumentsTest {

    private static Arguments of(String... words) {
        return Arguments.of(new StreamsSuite(), List.of(words));
    }

    @Test
    void shouldHaveTheseDefaults() {
        Arguments arguments = of();
        assertThat(arguments.rounds()).isEqualTo(5);
        assertThat(arguments.number("--records")).isEqualTo(1_000_000);
        assertThat(arguments.share("--duplicates")).isEqualTo(0.1);
        assertThat(arguments.text("--only")).isEmpty();
    }

    @Test
    void shouldTakeOptions() {
        Arguments arguments = of("--rounds", "7", "--records", "10", "--duplicates", "0.5");
        assertThat(arguments.rounds()).isEqualTo(7);
        assertThat(arguments.number("--records")).isEqualTo(10);
        assertThat(arguments.share("--duplicates")).isEqualTo(0.5);
    }

    @Test
    void shouldLetASuiteHaveAnotherNumberOfRounds() {
        assertThat(Arguments.of(new NumbersSuite(), List.of()).rounds()).isEqualTo(3);
    }

    @Test
    void shouldTakeNumbers() {
        Arguments arguments = Arguments.of(new NumbersSuite(), List.of("--rates", "5,70"));
        assertThat(arguments.numbers("--rates")).containsExactly(5, 70);
    }

    @ParameterizedTest
    @CsvSource({
        "--rounds, --rounds needs a value",
        "--rounds 0, '--rounds is \"0\"'",
        "--records many, '--records is \"many\"'",
        "--duplicates 1, '--duplicates is \"1\"'",
        "--speed 9, streams: unknown option --speed"
    })
    void shouldSayWhatIsWrong(String line, String message) {
        assertThatThrownBy(() -> of(line.split(" ", -1))).hasMessageContaining(message);
    }

    private static final class NumbersSuite implements Suite {
        @Override
        public String name() {
            return "numbers";
        }

        @Override
        public String help() {
            return "";
        }

        @Override
        public List<Option> options() {
            return List.of(Option.number("--rounds", 3, ""), Option.numbers("--rates", "1,2", ""));
        }

        @Override
        public Figures run(Bench bench) {
            return new Figures();
        }
    }
}
