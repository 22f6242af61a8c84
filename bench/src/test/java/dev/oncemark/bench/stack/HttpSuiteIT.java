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
class HttpSuiteIT {

    private static final String[] TINY = {"--rounds", "1", "--seconds", "1", "--warm-seconds", "1"};

    @TempDir
    Path directory;

    @Test
    void shouldGiveFiguresOfAll() throws Exception {
        HttpSuite suite = new HttpSuite();
        new CommandLine(suite).parseArgs(TINY);
        Figures figures = suite.measure(directory);
        assertThat(figures.values()).hasSize(8);
        assertThat(figures.median("ingest-api, batch of 100, 8 connections", "CPU µs/request: server"))
                .isPositive();
        assertThat(figures.median("Vert.x answering 202, single, 64 connections", "requests/s"))
                .isPositive();
    }
}
