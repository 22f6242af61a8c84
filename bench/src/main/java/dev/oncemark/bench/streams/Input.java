package dev.oncemark.bench.streams;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.RecordWriter;
import java.time.Instant;
import java.util.Random;
import java.util.UUID;

/**
 * The same input for everybody: completion requests for courses of {@link #LESSONS} lessons in random order, some of them
 * twice, and the LMS's rows that make them valid.
 *
 * @param requests how many records
 * @param duplicates the share of them that repeats an earlier one, half of these under the same request id
 */
public record Input(int requests, double duplicates, long seed) {

    public static final int LESSONS = 50;

    private static final String COURSE = "course-";
    private static final int COURSES = 20;
    private static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** How many of the requests complete a lesson. */
    public int distinct() {
        return requests - (int) Math.round(requests * duplicates);
    }

    public int enrollments() {
        return (distinct() + LESSONS - 1) / LESSONS;
    }

    static String enrollment(int number) {
        return new UUID(0x4000L | ((long) number << 16), 0x8000_0000_0000_0000L | number).toString();
    }

    static String lesson(int number) {
        return "lesson-" + number;
    }

    /** Writes the LMS's rows, as the connector would. */
    public void writeRows(String bootstrap) {
        try (var rows = new LmsRows(bootstrap)) {
            rows.transaction(() -> {
                for (int course = 0; course < COURSES; course++) {
                    rows.course(COURSE + course);
                    for (int lesson = 0; lesson < LESSONS; lesson++) {
                        rows.lesson(course + lesson(lesson), COURSE + course, lesson);
                    }
                }
            });
            for (int enrollment = 0; enrollment < enrollments(); enrollment++) {
                rows.enrollment(enrollment(enrollment), "learner-" + enrollment / 3, COURSE + enrollment % COURSES);
            }
        }
    }

    /** Writes the requests, enrollment by enrollment interleaved, each lesson's first before its repetitions. */
    public void writeRequests(String bootstrap) {
        Random random = new Random(seed);
        int first = 0;
        try (var writer = new RecordWriter(bootstrap)) {
            for (int written = 0; written < requests; written++) {
                boolean last = first == distinct();
                boolean again = first > 0 && (last || random.nextDouble() < duplicates);
                if (again && requests - written <= distinct() - first) {
                    again = false;
                }
                int number = again ? random.nextInt(first) : first++;
                send(writer, number, !again || random.nextBoolean() ? 0 : random.nextInt(1, Integer.MAX_VALUE));
            }
        }
    }

    /** Completion {@code number}: its lessons advance while its enrollments take turns. */
    private void send(RecordWriter writer, int number, int variant) {
        int enrollment = number % enrollments();
        int lesson = number / enrollments();
        var request = new CompletionRequest(
                new UUID(0x4000L | number, 0x8000_0000_0000_0000L | variant),
                enrollment(enrollment),
                enrollment % COURSES + lesson(lesson),
                TIME.plusMillis(number),
                TIME.plusMillis(number),
                "bench",
                null);
        byte[] value = java.util.Objects.requireNonNull(
                Topics.COMPLETION_REQUESTS.serde().serialize(Topics.COMPLETION_REQUESTS.name(), request));
        writer.write(Topics.COMPLETION_REQUESTS.name(), request.enrollmentId(), value);
    }
}
