package dev.oncemark.chaos;

import dev.oncemark.chaos.faults.Fault;
import dev.oncemark.chaos.watch.Pulse;
import dev.oncemark.localstack.Pauses;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Locale;
import java.util.Random;

/** One fault after the other, in an order that the seed gives: all of them once, then all of them again. */
final class RandomFaults {

    private static final int LONGEST = 8_000;
    private static final int SHORTEST = 300;

    private final List<Fault> faults;
    private final Random random;
    private final Watch watch;
    private final List<Incident> incidents = new ArrayList<>();

    RandomFaults(List<Fault> faults, Random random, Watch watch) {
        this.faults = new ArrayList<>(faults);
        this.random = random;
        this.watch = watch;
    }

    /** For so long, and until each fault has happened once. */
    List<Incident> run(Duration time) {
        long deadline = System.nanoTime() + time.toNanos();
        do {
            Collections.shuffle(faults, random);
            for (Fault fault : faults) {
                boolean isFirstRound = incidents.size() < faults.size();
                if (isFirstRound || System.nanoTime() < deadline) {
                    incidents.add(happen(fault));
                    Pauses.sleep(Duration.ofMillis(random.nextInt(1_500)));
                }
            }
        } while (System.nanoTime() < deadline);
        return incidents;
    }

    /** Short ones are told from long ones by time-outs: both are wanted. */
    private Incident happen(Fault fault) {
        int length = random.nextInt(3) == 0 ? LONGEST : 2_000;
        long held = Math.max(fault.patience(), SHORTEST + random.nextInt(length));
        Pulse pulse = watch.of(fault);
        boolean hitWork = watch.isWorkInFlight();
        long start = System.nanoTime();
        pulse.mark();
        fault.inject().run();
        Pauses.sleep(Duration.ofMillis(held));
        long healed = System.nanoTime();
        fault.heal().run();
        double recovery = Watch.secondsUntil(pulse, System.nanoTime());
        double without = pulse.longestSecondsSinceMark();
        Incident incident = new Incident(fault.name(), hitWork, (healed - start) / 1e9, without, recovery);
        System.err.printf(
                Locale.ROOT,
                "%-48s %5.1f s, %5.1f s without, recovered after %5.1f s%s%n",
                incident.fault(),
                incident.lasted(),
                incident.without(),
                incident.recovery(),
                hitWork ? "" : " (nothing in flight)");
        return incident;
    }
}
