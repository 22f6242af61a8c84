package dev.oncemark.ingest.server;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

/** What {@code docs/clients.md} tells of statuses is what there is. */
class ClientsDocTest {

    private static final Pattern PROBLEM = Pattern.compile("Problem\\.of\\(\\s*(\\d{3}|status),\\s*\"([a-z-]+)\"");

    static Stream<String[]> problems() throws IOException {
        String source = Files.readString(Path.of("src/main/java/dev/oncemark/ingest/server/Problems.java"));
        return PROBLEM.matcher(source).results().map(found -> new String[] {found.group(1), found.group(2)});
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource("problems")
    void shouldSayWhatToDoAboutEachProblem(String status, String type) throws IOException {
        String row =
                "(?m)^\\| .*%s.* \\| .*`%s`.* \\| .+ \\|$".formatted(status.equals("status") ? "400" : status, type);

        assertThat(Files.readString(Path.of("../docs/clients.md"))).containsPattern(row);
    }
}
