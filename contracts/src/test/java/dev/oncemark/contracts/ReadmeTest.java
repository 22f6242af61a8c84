package dev.oncemark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import org.junit.jupiter.api.Test;

/** A map that shows what is gone is worse than none. */
class ReadmeTest {

    private static final Pattern LINK = Pattern.compile("\\]\\(([^)#:]+)\\)");

    @Test
    void shouldNameOnlyPathsThatExist() throws IOException {
        Path root = Path.of("..").toAbsolutePath().normalize();
        List<String> gone = LINK.matcher(Files.readString(root.resolve("README.md")))
                .results()
                .map((MatchResult link) -> link.group(1))
                .filter(path -> !Files.exists(root.resolve(path)))
                .toList();
        assertThat(gone).isEmpty();
    }
}
