package dev.oncemark.sink;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("]\\(([^):]+)\\)");

    @Test
    void shouldNameOnlyWhatExists() throws IOException {
        assertThat(LINK.matcher(Files.readString(Path.of("README.md")))
                        .results()
                        .map(MatchResult::toString)
                        .count())
                .isPositive();
        assertThat(LINK.matcher(Files.readString(Path.of("README.md")))
                        .results()
                        .map(link -> link.group(1)))
                .allSatisfy(path -> assertThat(Path.of(path)).exists());
    }
}
