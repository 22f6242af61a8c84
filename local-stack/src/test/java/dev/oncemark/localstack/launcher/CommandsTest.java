package dev.oncemark.localstack.launcher;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.cli.Oncemark;
import java.io.PrintWriter;
import java.io.StringWriter;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What holds for every command that is on the class path. */
class CommandsTest {

    private final StringWriter out = new StringWriter();
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        return Oncemark.commandLine()
                .setOut(new PrintWriter(out))
                .setErr(new PrintWriter(err))
                .execute(words);
    }

    static Stream<String> commands() {
        return Oncemark.commandLine().getSubcommands().keySet().stream();
    }

    @Test
    void shouldHaveTheCommandsThatTheReadmeNames() {
        assertThat(commands()).contains("up", "down", "demo", "token", "psql", "tap", "completion", "help");
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldHaveHelp(String command) {
        assertThat(run(command, "--help")).isZero();

        assertThat(out.toString()).contains("./oncemark " + command);
        assertThat(err.toString()).isEmpty();
    }

    /** Help helps, whatever else it is told. */
    static Stream<String> commandsButHelp() {
        return commands().filter(command -> !command.equals("help"));
    }

    @ParameterizedTest
    @MethodSource("commandsButHelp")
    void shouldRefuseAnOptionThatItDoesNotKnowByItsName(String command) {
        assertThat(run(command, "--no-such-option")).isEqualTo(2);

        assertThat(err.toString()).startsWith("unknown option --no-such-option").contains("--help");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldSayItsVersion() {
        assertThat(run("--version")).isZero();

        assertThat(out.toString()).matches("Oncemark \\d+\\.\\d+\\.\\d+\\S*\\R");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "tap | Missing required parameter: 'TOPIC'",
                "tap completion-results again | \"again\" is one word too many",
                "psql -c | -c",
                "token --service --hours -5 | --hours takes 1 to 8784, not -5",
                "donw | unknown command \"donw\"; did you mean down?",
                "up --frehs | unknown option --frehs; did you mean --fresh?"
            })
    void shouldSayWhatIsWrongAndWhatMayHaveBeenMeant(String command, String why) {
        assertThat(run(command.split(" "))).isEqualTo(2);

        assertThat(err.toString()).contains(why).doesNotContain("\tat ");
        assertThat(out.toString()).isEmpty();
    }

    @Test
    void shouldCompleteEveryCommand() {
        assertThat(run("completion")).isZero();

        assertThat(out.toString()).contains("complete -F _complete_oncemark", "tap", "--from-beginning");
    }
}
