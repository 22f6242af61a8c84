package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Collections;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

class LogTailTest {

    @TempDir
    private Path directory;

    @Test
    void shouldGiveTheLastLines() throws IOException {
        assertThat(LogTail.lastLines(log("one\ntwo\nthree\n"), 2)).containsExactly("two", "three");
    }

    @Test
    void shouldGiveAllOfAShortLog() throws IOException {
        assertThat(LogTail.lastLines(log("one\n"), 5)).containsExactly("one");
    }

    @Test
    void shouldNotBeginWithinALineOfALongLog() throws IOException {
        String lines = String.join("\n", Collections.nCopies(10_000, "a whole line"));

        assertThat(LogTail.lastLines(log(lines), 3))
                .containsOnly("a whole line")
                .hasSize(3);
    }

    @Test
    void shouldGiveNothingWhereThereIsNoLog() {
        assertThat(LogTail.lastLines(directory.resolve("missing.log"), 3)).isEmpty();
    }

    private Path log(String content) throws IOException {
        return Files.writeString(directory.resolve("part.log"), content);
    }
}
