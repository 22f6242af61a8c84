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
class LatencySuiteIT {

    private static final String[] TINY = {
        "--rounds", "1", "--seconds", "1", "--warm-seconds", "1", "--rates", "50", "--part", "10"
    };

    @TempDir
    Path directory;

    @Test
    void shouldGiveFiguresOfAll() throws Exception {
        LatencySuite suite = new LatencySuite();
        new CommandLine(suite).parseArgs(TINY);
        Figures figures = suite.measure(directory);
        assertThat(figures.values()).hasSize(10);
        assertThat(figures.median("Oncemark, 50/s, to the 202", "p50 ms")).isPositive();
        assertThat(figures.median("Oncemark, 50/s, to the row", "p99 ms"))
                .isGreaterThan(figures.median("Oncemark, 50/s, to the 202", "p50 ms"));
        assertThat(figures.median("Flink, checkpoints of 1 s, 50/s, to the verdict", "max ms"))
                .isPositive();
    }
}
