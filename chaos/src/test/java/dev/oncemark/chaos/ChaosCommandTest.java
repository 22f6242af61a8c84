package dev.oncemark.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.cli.Oncemark;
import java.io.PrintWriter;
import java.io.StringWriter;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;
import picocli.CommandLine;

class ChaosCommandTest {

    private final ChaosCommand chaos = new ChaosCommand();
    private final CommandLine line = Oncemark.commandLine(chaos);
    private final StringWriter err = new StringWriter();

    private int run(String... words) {
        line.setErr(new PrintWriter(err));
        return line.execute(words);
    }

    @Test
    void shouldTakeFaultsWhereNothingIsSaid() {
        line.parseArgs();

        assertThat(line.getCommandSpec().findOption("--scenario").<Scenario>getValue())
                .isEqualTo(Scenario.FAULTS);
    }

    @Test
    void shouldRefuseAnUnknownScenarioBeforeAnythingIsStarted() {
        assertThat(run("--scenario", "overlod")).isEqualTo(2);
        assertThat(err.toString()).contains("overlod").contains("starvation").contains("did you mean overload?");
    }

    @Test
    void shouldRefuseTimesAndRatesThatAreNone() {
        assertThat(run("--seconds", "-5")).isEqualTo(2);
        assertThat(run("--rate", "0")).isEqualTo(2);
        assertThat(err.toString()).contains("--seconds takes 1 to").contains("--rate takes 1 to");
    }

    @Test
    void shouldRefuseAPartOfAFaultsNameThatNoneHas() {
        assertThat(run("--only", "nosuch")).isEqualTo(2);
        assertThat(err.toString()).contains("--only").contains("nosuch").contains("sink frozen");
    }

    @Test
    void shouldChooseFaultsByAPartOfTheirName() {
        line.parseArgs("--only", "postgres connections");

        assertThat(chaos.faults()).extracting(Enum::name).containsExactly("POSTGRES_CUT", "POSTGRES_HALF_OPEN");
    }

    @ParameterizedTest
    @EnumSource
    void shouldTakeEachScenarioByItsName(Scenario scenario) {
        line.parseArgs("--scenario", scenario.toString());

        assertThat(line.getCommandSpec().findOption("--scenario").<Scenario>getValue())
                .isEqualTo(scenario);
    }
}
