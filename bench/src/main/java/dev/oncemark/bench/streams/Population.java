package dev.oncemark.bench.streams;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/**
 * Enrollments that have each completed half of their course's lessons, all ids UUIDs. Those with a negative number have
 * completed nothing: requests for them only warm up.
 *
 * @param completions how many there are in all
 */
record Population(long completions) {

    /** Of every course; half of them are complete, the others open to be asked for. */
    static final int LESSONS = 100;

    static final int DONE = LESSONS / 2;
    static final int COURSES = 20;

    private static final long TIME = Instant.parse("2026-01-01T00:00:00Z").toEpochMilli();

    int enrollments() {
        return Math.toIntExact((completions + DONE - 1) / DONE);
    }

    static String courseId(int number) {
        return uuid(1, number).toString();
    }

    static String lessonId(int course, int ordinal) {
        return uuid(2, course * LESSONS + ordinal).toString();
    }

    /** Spread over the key space, as ids of real platforms are. */
    static String enrollmentId(int number) {
        return uuid(number < 0 ? 3 : 4, number * 0x9E37_79B9).toString();
    }

    static int courseOf(int enrollment) {
        return Math.floorMod(enrollment, COURSES);
    }

    /** The state as the app would have it after {@code done} requests. */
    static Enrollment state(int number, int done) {
        var membership = new Membership(uuid(5, number).toString(), true, 1_000_000_000L + Math.abs(number));
        Enrollment state = Enrollment.of(membership, courseId(courseOf(number)));
        for (int ordinal = 0; ordinal < done; ordinal++) {
            state = state.withCompletion(requestId(number, ordinal), ordinal, timeOf(number, ordinal));
        }
        return state;
    }

    /** A request for one lesson, as JSON. */
    static byte[] request(int number, int ordinal) {
        Instant time = Instant.ofEpochMilli(timeOf(number, ordinal));
        var request = new CompletionRequest(
                requestId(number, ordinal),
                enrollmentId(number),
                lessonId(courseOf(number), ordinal),
                time,
                time,
                "bench",
                null);
        return Objects.requireNonNull(Topics.COMPLETION_REQUESTS.serde().serialize("", request));
    }

    /** Twenty minutes a lesson. */
    private static long timeOf(int number, int ordinal) {
        return TIME + Math.abs(number) + ordinal * 1_200_000L;
    }

    private static UUID requestId(int number, int ordinal) {
        return uuid(6 + ordinal, number);
    }

    private static UUID uuid(int kind, int number) {
        long mixed = (number + ((long) kind << 32)) * 0x9E37_79B9_7F4A_7C15L;
        return new UUID((mixed & ~0xF000L) | 0x4000L, (mixed * 31 & 0x3FFF_FFFF_FFFF_FFFFL) | 0x8000_0000_0000_0000L);
    }
}
