package dev.oncemark.bench;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.cli.Oncemark;
import dev.oncemark.contracts.JsonSerde;
import java.nio.file.Path;
import java.util.stream.Stream;
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
    void shouldMeasureEveryContestant(String line) {
        Path file = directory.resolve("suite.json");
        Stream<String> words = Stream.concat(Stream.of(line.split(" ", -1)), Stream.of("--json", file.toString()));
        assertThat(Oncemark.commandLine(new BenchCommand()).execute(words.toArray(String[]::new)))
                .isZero();

        var measured = JsonSerde.MAPPER.readTree(file);
        assertThat(measured.path("machine").path("cores").asInt()).isPositive();
        assertThat(measured.path("values"))
                .isNotEmpty()
                .allSatisfy(quantities -> assertThat(quantities)
                        .isNotEmpty()
                        .allSatisfy(values -> assertThat(values).isNotEmpty()));
    }
}
