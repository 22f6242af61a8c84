package dev.oncemark.ingest.access;

import static org.assertj.core.api.Assertions.assertThat;

import org.junit.jupiter.api.Test;

class RateLimiterTest {

    private static final long SECOND = 1_000_000_000L;

    private final RateLimiter rates = new RateLimiter(2, 4);

    @Test
    void shouldAllowABurstAndThenTheRate() {
        for (int count = 0; count < 4; count++) {
            assertThat(rates.take("caller", 1, 0)).isZero();
        }
        assertThat(rates.take("caller", 1, 0)).isEqualTo(1);
        assertThat(rates.take("caller", 1, SECOND / 2)).isZero();
        assertThat(rates.take("caller", 1, SECOND / 2)).isEqualTo(1);
    }

    @Test
    void shouldKeepCallersApart() {
        assertThat(rates.take("one", 4, 0)).isZero();
        assertThat(rates.take("other", 4, 0)).isZero();
    }

    @Test
    void shouldNotSaveUpMoreThanABurst() {
        rates.take("caller", 4, 0);

        assertThat(rates.take("caller", 4, 100 * SECOND)).isZero();
        assertThat(rates.take("caller", 1, 100 * SECOND)).isEqualTo(1);
    }

    @Test
    void shouldTakeMoreThanABurstFromAFullBucketAndLeaveADebt() {
        assertThat(rates.take("caller", 10, 0)).isZero();
        assertThat(rates.take("caller", 1, SECOND)).isEqualTo(3);
        assertThat(rates.take("caller", 1, 4 * SECOND)).isZero();
    }
}
