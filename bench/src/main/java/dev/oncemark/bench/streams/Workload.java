package dev.oncemark.bench.streams;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.RecordWriter;
import java.time.Instant;
import java.util.Iterator;
import java.util.Objects;
import java.util.UUID;

/**
 * The same input for everybody: completion requests for courses of {@link #LESSONS} lessons in random order, some of them
 * twice, and the LMS's rows that make them valid.
 *
 * @param requests how many records
 * @param duplicates the share of them that repeats an earlier one, half of these under the same request id
 * @param repeated which ones are repeated
 * @param commands how many commands are between them
 */
public record Workload(int requests, double duplicates, Repeated repeated, int commands) {

    /** How repetitions are spread over what came before. */
    public enum Repeated {
        /** Each as often as any other. */
        UNIFORM,
        /** By Zipf's law with exponent 1: the k-th one as often as 1/k. */
        ZIPF
    }

    public static final int LESSONS = 50;

    /** More requests than these cannot be told apart by their ids in all places. */
    public static final int MOST = 1_000_000_000;

    private static final String COURSE = "course-";
    private static final int COURSES = 20;
    static final Instant TIME = Instant.parse("2026-01-01T00:00:00Z");

    /** With uniform repetitions. */
    public Workload(int requests, double duplicates) {
        this(requests, duplicates, Repeated.UNIFORM);
    }

    /** Without commands. */
    public Workload(int requests, double duplicates, Repeated repeated) {
        this(requests, duplicates, repeated, 0);
    }

    /** How many records there are: requests and commands. */
    public int records() {
        return requests + commands;
    }

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

    /** Writes the requests. */
    public void writeRequests(String bootstrap) {
        String topic = Topics.COMPLETION_REQUESTS.name();
        try (var writer = new RecordWriter(bootstrap)) {
            new CommandMix(this).forEachRemaining(request -> {
                byte[] value = Topics.COMPLETION_REQUESTS.serde().serialize(topic, request);
                writer.write(topic, request.enrollmentId(), Objects.requireNonNull(value));
            });
        }
    }

    /** The completions, enrollment by enrollment interleaved, each lesson's first before its repetitions. */
    public Iterator<Item> order() {
        return new RequestOrder(this);
    }

    /**
     * One request.
     *
     * @param number which completion it asks for: lessons advance while enrollments take turns
     * @param variant 0 under the first request's id, any other under another
     */
    public record Item(int number, int variant, boolean isFirst) {}

    public String enrollment(Item item) {
        return enrollment(item.number() % enrollments());
    }

    public String lesson(Item item) {
        return item.number() % enrollments() % COURSES + lesson(item.number() / enrollments());
    }

    /** Which completion it is that has this enrollment and lesson. */
    public int number(String enrollmentId, String lessonId) {
        return Integer.parseInt(lessonId.substring(lessonId.indexOf('-') + 1)) * enrollments() + number(enrollmentId);
    }

    /** Which enrollment it is; its lessons' numbers are so many more than a multiple of {@link #enrollments}. */
    int number(String enrollmentId) {
        return (int) UUID.fromString(enrollmentId).getLeastSignificantBits();
    }

    public CompletionRequest request(Item item) {
        Instant time = TIME.plusMillis(item.number());
        UUID id = new UUID(0x4000L | (long) item.number() << 16, 0x8000_0000_0000_0000L | item.variant());
        return new CompletionRequest(id, enrollment(item), lesson(item), time, time, "bench", null);
    }
}
