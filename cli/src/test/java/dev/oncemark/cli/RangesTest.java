package dev.oncemark.cli;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

class RangesTest {

    private enum Shape {
        ROUND,
        SQUARE
    }

    @Command(name = "try")
    private static final class Try implements Subcommand {

        @Option(names = "--seconds", defaultValue = "60", description = "How long.")
        @Range(min = 1, max = 86400)
        private int seconds;

        @Option(names = "--share", defaultValue = "0", description = "Of all.")
        @Range(min = 0, max = 0.99)
        private double share;

        @Option(names = "--rates", split = ",", defaultValue = "1", description = "In turn.")
        @Range(min = 1)
        private int[] rates = {};

        @Option(names = "--shape", defaultValue = "ROUND", description = "Of it.")
        private Shape shape = Shape.ROUND;

        @Override
        public Integer call() {
            if (shape == Shape.SQUARE) {
                throw new FailedException(3, "squares cannot be had");
            }
            if (seconds == 7) {
                throw new WrongCallException("--seconds 7 goes with nothing");
            }
            return share < 1 && rates.length > 0 ? 0 : 1;
        }
    }

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String words) {
        return Oncemark.commandLine(new Try())
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words.split(" "));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "--seconds -5 | --seconds takes 1 to 86400, not -5",
                "--seconds 86401 | --seconds takes 1 to 86400, not 86401",
                "--seconds long | --seconds takes 1 to 86400, not long",
                "--share 1 | --share takes 0 to 0.99, not 1.0",
                "--rates 1,0,3 | --rates takes 1 or more, not 0",
                "--shape sqare | --shape takes ROUND, SQUARE, not sqare; did you mean SQUARE?",
                "--seconds 7 | --seconds 7 goes with nothing"
            })
    void shouldRefuseAValueByTheNameOfItsOption(String words, String why) {
        assertThat(run(words)).isEqualTo(2);

        assertThat(err.toString()).startsWith(why).endsWith("--help" + System.lineSeparator());
    }

    @ParameterizedTest
    @CsvSource({"--seconds 1", "--seconds 86400", "--share 0.5", "'--rates 5,6'", "--shape round"})
    void shouldTakeWhatIsInTheRange(String words) {
        assertThat(run(words)).isZero();
        assertThat(err.toString()).isEmpty();
    }

    @Test
    void shouldSayInTheHelpWhatAnOptionTakes() {
        assertThat(run("--help")).isZero();

        assertThat(out.toString())
                .contains("How long. (1 to 86400; default 60)")
                .contains("In turn. (1 or more; default 1)")
                .contains("Of it. (ROUND, SQUARE; default ROUND)");
    }

    @Test
    void shouldExitAsTheCommandSaysWhereItFailed() {
        assertThat(run("--shape square")).isEqualTo(3);
        assertThat(err.toString()).isEqualTo("squares cannot be had" + System.lineSeparator());
    }
}
