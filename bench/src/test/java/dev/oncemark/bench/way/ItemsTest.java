package dev.oncemark.bench.way;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.streams.Input;
import org.junit.jupiter.api.Test;

class ItemsTest {

    @Test
    void shouldUseUpTheInputPieceByPiece() {
        Input input = new Input(100, 0.2, 1);
        Items items = new Items(input);
        assertThat(items.next(60)).hasSize(60);
        assertThat(items.distinct()).isBetween(40L, 60L);
        assertThat(items.next(60)).hasSize(40);
        assertThat(items.distinct()).isEqualTo(80);
        assertThat(items.next(60)).isEmpty();
    }
}
