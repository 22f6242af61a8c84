package dev.oncemark.ingest.http;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {

    private static final long MIB = 1 << 20;

    @Test
    void shouldTakeAsManyAsItIsToldTo() {
        assertThat(ConnectionLimits.most(20_000, 4_096 * MIB)).isEqualTo(20_000);
    }

    @Test
    void shouldTakeNoMoreThanAQuarterOfASmallHeapHolds() {
        assertThat(ConnectionLimits.most(20_000, 128 * MIB)).isEqualTo(3_276);
    }
}
