package dev.oncemark.chaos.clients;

import java.util.Random;
import org.jspecify.annotations.Nullable;

/** Makes up requests: most for lessons that are there, many for the same ones, some for what is not there (yet). */
final class PlannedCompletions {

    private final Platform platform;
    private final Random random;
    private final String run;
    private long made;

    /** @param run tells the keys of this run from those of others */
    PlannedCompletions(Platform platform, Random random, String run) {
        this.platform = platform;
        this.random = random;
        this.run = run;
    }

    /** Under a key of its own; every fourth client waits for the verdict. */
    PlannedCompletion next() {
        int waitSeconds = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0;
        return planned(run + "-" + made++, waitSeconds);
    }

    /** Without a key, by a client that does not wait for the verdict. */
    PlannedCompletion nextPlain() {
        return planned(null, 0);
    }

    private PlannedCompletion planned(@Nullable String key, int waitSeconds) {
        int known = platform.enrollments();
        // One in two hundred is for somebody who enrolls just now, or never.
        int enrollment = random.nextInt(200) == 0 ? known + random.nextInt(5) : random.nextInt(known);
        if (random.nextInt(20) == 0) {
            enrollment = random.nextInt(10);
        }
        String lesson = platform.course(enrollment) + suffix();
        return new PlannedCompletion("e" + enrollment, lesson, key, waitSeconds);
    }

    private String suffix() {
        return switch (random.nextInt(100)) {
            case 0 -> "-none";
            case 1 -> "-x" + random.nextInt(platform.changes() + 2);
            default -> "-l" + random.nextInt(Platform.LESSONS);
        };
    }
}
