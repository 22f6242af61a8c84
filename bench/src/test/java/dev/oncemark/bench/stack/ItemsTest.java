package dev.oncemark.bench.stack;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.bench.streams.Workload;
import org.junit.jupiter.api.Test;

class ItemsTest {

    @Test
    void shouldUseUpTheInputPieceByPiece() {
        Workload workload = new Workload(100, 0.2);
        Items items = new Items(workload);
        assertThat(items.next(60)).hasSize(60);
        assertThat(items.distinct()).isBetween(40L, 60L);
        assertThat(items.next(60)).hasSize(40);
        assertThat(items.distinct()).isEqualTo(80);
        assertThat(items.next(60)).isEmpty();
    }
}
