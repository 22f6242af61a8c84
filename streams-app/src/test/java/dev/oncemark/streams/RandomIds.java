package dev.oncemark.streams;

import java.util.List;
import java.util.Random;
import java.util.stream.IntStream;

/** The ids of a random history, which are its own, so that many histories can share a topology. */
record RandomIds(Random random, String prefix, int courses, int lessonCount, int enrollments) {

    String course() {
        return prefix + "c" + random.nextInt(courses);
    }

    String lesson() {
        return prefix + "l" + random.nextInt(lessonCount);
    }

    /** Every lesson that there is in the history. */
    List<String> lessons() {
        return IntStream.range(0, lessonCount)
                .mapToObj(lesson -> prefix + "l" + lesson)
                .toList();
    }

    /** One that nobody completes. */
    String lessonMore() {
        return prefix + "more";
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
