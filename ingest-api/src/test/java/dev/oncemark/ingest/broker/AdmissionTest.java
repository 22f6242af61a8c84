package dev.oncemark.ingest.broker;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.ingest.IngestSettings.Delivery;
import java.time.Duration;
import org.junit.jupiter.api.Test;

class AdmissionTest {

    private static final Duration PATIENCE = Duration.ofMillis(250);

    /** On a clock of its own: none of this waits. */
    private long now = Duration.ofHours(1).toNanos();

    private static Admission admission(int most) {
        Duration any = Duration.ofMillis(1);
        return new Admission(new Delivery(any, any, any, 1_024, most, PATIENCE));
    }

    private static void fill(Admission admission) {
        while (!admission.isFull()) {
            admission.enter();
        }
    }

    /** All that are on their way come back, having taken so long. */
    private void back(Admission admission, Duration took) {
        now += took.toNanos();
        while (admission.inFlight() > 0) {
            admission.leave(now - took.toNanos(), now);
        }
    }

    @Test
    void shouldTurnAwayWhatIsOverTheBound() {
        Admission admission = admission(10);
        fill(admission);

        assertThat(admission.inFlight()).isEqualTo(10);
        assertThat(admission.enter()).isFalse();
        back(admission, Duration.ofMillis(1));
        assertThat(admission.isFull()).isFalse();
    }

    @Test
    void shouldLetFewerInWhileTheyTakeTooLongButAlwaysSome() {
        Admission admission = admission(2_000);
        fill(admission);
        back(admission, Duration.ofMillis(300));

        assertThat(admission.bound()).isEqualTo(1_500);
        for (int round = 0; round < 20; round++) {
            fill(admission);
            back(admission, Duration.ofMillis(300));
        }
        assertThat(admission.bound()).isEqualTo(64);
    }

    @Test
    void shouldTakeABatchWhoseFirstOneFitsWhole() {
        Admission admission = lowered(2_000);
        for (int item = 0; item < 63; item++) {
            admission.enter();
        }

        assertThat(admission.isFull()).isFalse();
        for (int item = 0; item < 500; item++) {
            assertThat(admission.enter()).isTrue();
        }
        assertThat(admission.isFull()).isTrue();
    }

    @Test
    void shouldLetMoreInAsLongAsAllComeBackInTimeUpToTheFixedBound() {
        Admission admission = lowered(2_000);
        fill(admission);
        back(admission, Duration.ofMillis(100));

        assertThat(admission.bound()).isGreaterThan(64);
        for (int round = 0; round < 20; round++) {
            fill(admission);
            back(admission, Duration.ofMillis(100));
        }
        assertThat(admission.bound()).isEqualTo(2_000);
    }

    @Test
    void shouldNotRiseWhileNobodyNeedsIt() {
        Admission admission = lowered(2_000);
        for (int request = 0; request < 5_000; request++) {
            admission.enter();
            back(admission, Duration.ofMillis(1));
        }

        assertThat(admission.bound()).isEqualTo(64);
    }

    private Admission lowered(int most) {
        Admission admission = admission(most);
        while (admission.bound() > 64) {
            fill(admission);
            back(admission, Duration.ofMillis(300));
        }
        return admission;
    }
}
