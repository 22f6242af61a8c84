package dev.oncemark.chaos.load;

import java.util.Random;

/** Makes up wishes: most for lessons that are there, many for the same ones, some for what is not there (yet). */
final class Wishes {

    private final Platform platform;
    private final Random random;
    private final String run;
    private long made;

    /** @param run tells the keys of this run from those of others */
    Wishes(Platform platform, Random random, String run) {
        this.platform = platform;
        this.random = random;
        this.run = run;
    }

    Wish next() {
        int known = platform.enrollments();
        // One in two hundred is for somebody who enrolls just now, or never.
        int enrollment = random.nextInt(200) == 0 ? known + random.nextInt(5) : random.nextInt(known);
        if (random.nextInt(20) == 0) {
            enrollment = random.nextInt(10);
        }
        String course = platform.course(enrollment);
        int kind = random.nextInt(100);
        String lesson = kind == 0
                ? course + "-none"
                : kind == 1
                        ? course + "-x" + random.nextInt(platform.changes() + 2)
                        : course + "-l" + random.nextInt(Platform.LESSONS);
        int seconds = random.nextInt(4) == 0 ? 1 + random.nextInt(5) : 0;
        return new Wish("e" + enrollment, lesson, run + "-" + made++, seconds);
    }
}
