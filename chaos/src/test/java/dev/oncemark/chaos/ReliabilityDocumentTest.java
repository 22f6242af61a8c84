package dev.oncemark.chaos;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.chaos.clients.RequestKind;
import dev.oncemark.chaos.faults.Fault;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.List;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What docs/reliability.md says of chaos is what there is. */
class ReliabilityDocumentTest {

    private List<String> lines = List.of();

    @BeforeEach
    void readDocument() throws IOException {
        lines = Files.readAllLines(Path.of("../docs/reliability.md"));
    }

    @Test
    void shouldHaveEachScenarioAndNoOther() {
        int head = index("| `./oncemark chaos --scenario …` |");

        assertThat(rows(head))
                .extracting(row -> row.substring("| `".length()).split("[ `]", -1)[0])
                .containsExactlyInAnyOrderElementsOf(Arrays.stream(Scenario.values())
                        .filter(scenario -> scenario != Scenario.FAULTS)
                        .map(Scenario::toString)
                        .toList());
    }

    @Test
    void shouldHaveEachFaultAndNoOther() {
        int head = index("| fault | times |");

        assertThat(rows(head))
                .extracting(row -> row.substring("| ".length(), row.indexOf(" |", 2)))
                .containsExactlyInAnyOrderElementsOf(
                        Arrays.stream(Fault.values()).map(Fault::text).toList());
    }

    @Test
    void shouldHaveEachKindOfRequestAndNoOther() {
        int head = index("| kind | what is asked for |");

        assertThat(rows(head))
                .extracting(row -> row.substring("| ".length(), row.indexOf(" |", 2)))
                .containsExactly(Arrays.stream(RequestKind.values())
                        .map(RequestKind::text)
                        .toArray(String[]::new));
    }

    private int index(String beginning) {
        for (int at = 0; at < lines.size(); at++) {
            if (lines.get(at).startsWith(beginning)) {
                return at;
            }
        }
        throw new AssertionError("no table " + beginning);
    }

    private List<String> rows(int head) {
        return lines.stream()
                .skip(head + 2L)
                .takeWhile(line -> line.startsWith("|"))
                .toList();
    }
}
