package dev.oncemark.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class FaultTableTest {

    @Test
    void shouldSayOfAFaultAloneOnlyWhatItDidAlone() {
        FaultTable table = new FaultTable(List.of(
                Incident.alone("broker killed", true, 1, 4.5, 0.25),
                Incident.alone("broker killed", true, 1, 3.5, 1.25),
                new Incident("broker killed", false, false, 1, 30, 20)));

        assertThat(table.text().lines().filter(line -> line.startsWith("broker")))
                .singleElement()
                .asString()
                .containsPattern(" 3 +2 \\| +2 +4\\.5 +1\\.3 +1\\.3 \\| +1 +20\\.0$");
    }

    @Test
    void shouldSayHowOftenTheRarestHappened() {
        FaultTable table = new FaultTable(List.of(
                Incident.alone("sink killed", true, 1, 1, 1),
                Incident.alone("sink killed", true, 1, 1, 1),
                new Incident("sink frozen", true, false, 1, 1, 1)));

        assertThat(table.least()).isEqualTo(1);
        assertThat(table.text()).contains("2 kinds of faults, each 1 to 2 times");
    }
}
