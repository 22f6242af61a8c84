package dev.oncemark.bench.measure;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class FiguresTest {

    private final Figures figures = new Figures();

    @Test
    void shouldGiveTheMedianBesideLowestAndHighest() {
        for (double value : new double[] {9, 1, 5}) {
            figures.add("a", "µs", value);
        }
        figures.add("b", "µs", 1_234_567);
        figures.add("b", "MiB", 12);
        figures.add("b", "MiB", 14);
        assertThat(figures.median("a", "µs")).isEqualTo(5);
        assertThat(figures.median("b", "MiB")).isEqualTo(13);
        assertThat(figures.table()).isEqualTo("""
            | | µs | MiB |
            |---|---|---|
            | a | 5.00 (1.00–9.00) |  |
            | b | 1,234,567 | 13.00 (12.00–14.00) |
            """);
    }
}
