package dev.oncemark.chaos;

import dev.oncemark.chaos.faults.Fault;
import java.time.Duration;
import java.util.Random;

/**
 * How faults follow each other.
 *
 * @param shortest how long one is held at least, in milliseconds
 * @param longest and at most, most of them
 * @param rare and at most, a third of them: short ones are told from long ones by time-outs, and both are wanted
 * @param between the next one comes at most so long after one was put right, in milliseconds
 * @param isAlone whether the next one waits until the former's effect is over
 */
record Pace(int shortest, int longest, int rare, int between, boolean isAlone) {

    static final Pace CALM = new Pace(300, 2_300, 8_300, 1_500, true);
    static final Pace BRISK = new Pace(300, 1_800, 5_300, 1_000, false);

    Duration held(Fault fault, Random random) {
        int most = random.nextInt(3) == 0 ? rare : longest;
        int held = shortest + random.nextInt(most - shortest);
        return Duration.ofMillis(Math.max(fault.shortest().toMillis(), held));
    }

    Duration between(Random random) {
        return Duration.ofMillis(random.nextInt(between));
    }
}
