package dev.oncemark.streams;

import java.util.Random;

/** The ids of a random history, which are its own, so that many histories can share a topology. */
record RandomIds(Random random, String prefix, int courses, int lessons, int enrollments) {

    String course() {
        return prefix + "c" + random.nextInt(courses);
    }

    String lesson() {
        return prefix + "l" + random.nextInt(lessons);
    }

    String enrollment() {
        return prefix + "e" + random.nextInt(enrollments);
    }

    String learner() {
        return prefix + "u" + random.nextInt(2);
    }

    /** Clearing the catalog of the history before may have given its imported rows a lesson. */
    boolean isOwn(String enrollmentId) {
        return enrollmentId.startsWith(prefix);
    }
}
