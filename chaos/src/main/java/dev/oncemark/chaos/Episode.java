package dev.oncemark.chaos;

import dev.oncemark.chaos.faults.Breaker;
import dev.oncemark.chaos.faults.Fault;
import dev.oncemark.chaos.watch.Outage;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.Collection;

/** A fault from its beginning until what it affects happens again. */
final class Episode {

    private final Fault fault;
    private final boolean hitWork;
    private final Outage outage;
    private final long start = System.nanoTime();
    private volatile long healing = Long.MAX_VALUE;

    Episode(Fault fault, Watch watch) {
        this.fault = fault;
        this.hitWork = watch.isWorkInFlight();
        this.outage = watch.of(fault).watch();
    }

    /** Breaks it, and after so long puts it right, which takes until what was killed is ready. */
    void happen(Breaker breaker, Duration held) {
        fault.inject(breaker);
        Sleep.of(held);
        healing = System.nanoTime();
        fault.heal(breaker);
        outage.end();
    }

    void awaitRecovery() {
        Watch.await(outage);
    }

    boolean isRecovered() {
        return outage.isRecovered();
    }

    /** What came of it, among all that happened: what others have a share in is not said to be its own. */
    Incident incident(Collection<Episode> all) {
        boolean isAlone = all.stream().noneMatch(other -> other != this && overlaps(other));
        double lasted = (healing - start) / 1e9;
        return new Incident(fault.text(), hitWork, isAlone, lasted, outage.longestSeconds(), outage.recoverySeconds());
    }

    private boolean overlaps(Episode other) {
        return start < other.outage.recoveredAt() && other.start < outage.recoveredAt();
    }
}
