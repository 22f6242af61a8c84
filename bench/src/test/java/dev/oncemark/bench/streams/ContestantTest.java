package dev.oncemark.bench.streams;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ContestantTest {

    @Test
    void shouldGiveOnlyAMapOfVeryManyMoreHeap() {
        assertThat(Contestant.MAP_LOOP.heapMiB(1_000_000)).isEqualTo(Contestant.STREAMS_APP.heapMiB(1_000_000));
        assertThat(Contestant.MAP_LOOP.heapMiB(10_000_000)).isBetween(3_000L, 4_000L);
        assertThat(Contestant.STREAMS_APP.heapMiB(10_000_000)).isEqualTo(512);
    }
}
