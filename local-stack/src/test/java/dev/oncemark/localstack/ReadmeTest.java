package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.List;
import java.util.regex.MatchResult;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

class ReadmeTest {

    private static final Pattern PATH = Pattern.compile("`(src/[^`]+)`");
    private static final Pattern JAVA = Pattern.compile("`([A-Z]\\w+\\.java)`");

    private final Path module = ProjectHome.directory().resolve("local-stack");

    @Test
    void shouldNameOnlyPathsThatAreThere() throws IOException {
        assertThat(named("local-stack/README.md", PATH))
                .isNotEmpty()
                .allMatch(path -> Files.exists(module.resolve(path)));
    }

    @Test
    void shouldNameOnlyClassesThatAreThere() throws IOException {
        assertThat(named("local-stack/README.md", JAVA)).isNotEmpty().allMatch(this::isThere);
        assertThat(isThere("LmsSourceTest.java")).isTrue();
    }

    private boolean isThere(String file) {
        try (Stream<Path> files = Files.walk(module.resolve("src"))) {
            return files.anyMatch(found -> found.endsWith(file));
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static List<String> named(String readme, Pattern pattern) throws IOException {
        String text = Files.readString(ProjectHome.directory().resolve(readme));
        return pattern.matcher(text)
                .results()
                .map((MatchResult found) -> found.group(1))
                .toList();
    }
}
