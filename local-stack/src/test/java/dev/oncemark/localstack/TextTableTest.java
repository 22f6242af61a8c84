package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import org.junit.jupiter.api.Test;

class TextTableTest {

    @Test
    void shouldMakeColumnsAsWideAsTheirWidestCell() {
        TextTable table =
                new TextTable(List.of("id", "title"), List.of(List.of("course-1", "One"), List.of("c", "Two")));

        assertThat(table.render("  ").lines())
                .containsExactly("  id        title", "  --------  -----", "  course-1  One", "  c         Two");
    }

    @Test
    void shouldTellColumnsOfTheSameTitleApart() {
        TextTable table = new TextTable(List.of("n", "n"), List.of(List.of("1", "12345")));

        assertThat(table.render("").lines()).containsExactly("n  n", "-  -----", "1  12345");
    }
}
