package dev.oncemark.bench.http;

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
class HttpSuiteIT {

    private static final List<String> TINY = List.of("--rounds", "1", "--seconds", "1", "--warm-seconds", "1");

    @TempDir
    Path directory;

    @Test
    void shouldGiveFiguresOfAll() throws Exception {
        HttpSuite suite = new HttpSuite();
        Figures figures = suite.run(new Bench(directory, Arguments.of(suite, TINY), line -> {}));
        assertThat(figures.values()).hasSize(8);
        assertThat(figures.median("ingest-api, batch of 100, 8 connections", "CPU µs/request: server"))
                .isPositive();
        assertThat(figures.median("Vert.x answering 202, single, 64 connections", "requests/s"))
                .isPositive();
    }
}
