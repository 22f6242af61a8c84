package dev.oncemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.measure.Suite;
import dev.oncemark.bench.streams.StreamsSuite;
import dev.oncemark.cli.Oncemark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.List;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import picocli.CommandLine;

class BenchCommandTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();
    private final CommandLine bench = Oncemark.commandLine(new BenchCommand())
            .setOut(new PrintWriter(out, true))
            .setErr(new PrintWriter(err, true));

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
        ''                              | which suite? There are streams, mix,
        sreams                          | did you mean streams?
        streams --speed 9               | unknown option --speed
        streams --rounds                | --rounds
        streams --rounds 0              | --rounds takes 1 to 1000, not 0
        streams --records many          | --records takes 1 to 100000000, not many
        streams --duplicates 1          | --duplicates takes 0 to 0.99, not 1
        mix --duplicates 10,100         | --duplicates takes 1 to 99, not 100
        latency --rates 500,-1          | --rates takes 1 to
        all --json x                    | unknown option --json
        all --speed 9                   | unknown option --speed
        all --rounds 0                  | --rounds takes 1 to 1000, not 0
        """)
    void shouldExitWithTwoAndSayWhatIsWrong(String line, String message) {
        assertThat(bench.execute(line.isEmpty() ? new String[0] : line.split(" ", -1)))
                .isEqualTo(2);
        assertThat(err.toString()).contains(message);
    }

    @Test
    void shouldListEverySuiteAndItsOptions() {
        assertThat(bench.execute("--help")).isZero();
        List<String> suites =
                List.of("streams", "mix", "old-way", "http", "latency", "sink", "growth", "idle", "jmh", "all");
        for (String suite : suites) {
            assertThat(out.toString()).containsPattern("\n +" + suite + " ");
        }
        for (String suite : suites) {
            assertThat(bench.execute(suite, "--help")).isZero();
        }
        assertThat(out.toString()).contains("--rounds", "--json", "--records", "--only", "default 1000000");
    }

    @Test
    void shouldHaveTheseDefaults() {
        CommandLine streams = new CommandLine(new StreamsSuite());
        streams.parseArgs();
        for (var expected : List.of("--rounds=5", "--records=1000000", "--duplicates=0.1", "--only=")) {
            String[] option = expected.split("=", -1);
            Object value = streams.getCommandSpec().findOption(option[0]).getValue();
            assertThat(value).hasToString(option[1]);
        }
        bench.getSubcommands().forEach((name, suite) -> {
            if (suite.getCommand() instanceof Suite) {
                Integer rounds = suite.getCommandSpec().findOption("--rounds").getValue();
                assertThat(rounds).isEqualTo(name.matches("growth|idle") ? 3 : 5);
            }
        });
    }
}
