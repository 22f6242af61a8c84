package dev.oncemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Each suite runs, on as little as it takes; which numbers come out is not a test's matter. */
@Tag("slow")
class SuitesIT {

    @TempDir
    Path directory;

    @ParameterizedTest
    @ValueSource(
            strings = {
                "sink --rows 2000 --rounds 1",
                "mix --records 2000 --rounds 1 --duplicates 50",
                "growth --completions 1000 --requests 100 --rounds 1",
                "jmh --millis 1 --rounds 1 --only Json"
            })
    void shouldMeasureEveryContestant(String line) throws Exception {
        List<String> words = List.of(line.split(" ", -1));
        Suite suite = Suites.named(words).get(0);
        List<String> log = new ArrayList<>();
        Arguments arguments = Arguments.of(suite, words.subList(1, words.size()));
        Figures figures = suite.run(new Bench(directory, arguments, log::add));
        assertThat(figures.values()).isNotEmpty();
        assertThat(figures.values().values())
                .allSatisfy(quantities -> assertThat(quantities)
                        .isNotEmpty()
                        .allSatisfy((quantity, values) -> assertThat(values).isNotEmpty()));
    }
}
