package dev.oncemark.ingest.server;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class ConnectionLimitsTest {

    private static final long MIB = 1 << 20;

    @Test
    void shouldTakeAsManyAsItIsToldTo() {
        assertThat(ConnectionLimits.allowed(20_000, 4_096 * MIB)).isEqualTo(20_000);
    }

    @Test
    void shouldTakeNoMoreThanAQuarterOfASmallHeapHolds() {
        assertThat(ConnectionLimits.allowed(20_000, 128 * MIB)).isEqualTo(3_276);
    }
}
