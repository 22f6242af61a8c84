package dev.oncemark.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.measure.Figures;
import java.nio.file.Path;
import org.junit.jupiter.api.Tag;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import picocli.CommandLine;

/** It finds its contestants right and gives figures; how fast is not a test's matter. */
@Tag("slow")
class OldWaySuiteIT {

    private static final String[] TINY = {"--rounds", "1", "--records", "1000", "--old-records", "100", "--batch", "100"
    };

    @TempDir
    Path directory;

    @Test
    void shouldGiveFiguresOfAll() throws Exception {
        OldWaySuite suite = new OldWaySuite();
        new CommandLine(suite).parseArgs(TINY);
        Figures figures = suite.measure(directory);
        assertThat(figures.values()).hasSize(5);
        assertThat(figures.median("old way, 8 connections", "completions/s")).isPositive();
        assertThat(figures.median("Oncemark, POST to row", "completions/s")).isPositive();
        assertThat(figures.median("Oncemark, POST to row", "peak MiB: sink")).isPositive();
        assertThat(figures.median("streams-app", "records/s")).isPositive();
    }
}
