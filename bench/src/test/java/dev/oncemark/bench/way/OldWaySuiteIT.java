package dev.oncemark.bench.way;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.Arguments;
import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Figures;
import java.nio.file.Path;
import java.util.List;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/** It finds its contestants right and gives figures; how fast is not a test's matter. */
@Tag("slow")
class OldWaySuiteIT {

    private static final List<String> TINY =
            List.of("--rounds", "1", "--records", "1000", "--old-records", "100", "--batch", "100");

    @TempDir
    Path directory;

    @Test
    void shouldGiveFiguresOfAll() throws Exception {
        OldWaySuite suite = new OldWaySuite();
        Figures figures = suite.run(new Bench(directory, Arguments.of(suite, TINY), line -> {}));
        assertThat(figures.values()).hasSize(5);
        assertThat(figures.median("old way, 8 connections", "completions/s")).isPositive();
        assertThat(figures.median("Oncemark, POST to row", "completions/s")).isPositive();
        assertThat(figures.median("Oncemark, POST to row", "peak MiB: sink")).isPositive();
        assertThat(figures.median("streams-app", "records/s")).isPositive();
    }
}
