package dev.oncemark.contracts;

import static dev.oncemark.contracts.Topic.Partitioning.BY_ENROLLMENT;
import static dev.oncemark.contracts.Topic.Partitioning.SINGLE;
import static java.nio.charset.StandardCharsets.UTF_8;

import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.utils.Utils;
import tools.jackson.databind.JsonNode;

/**
 * Every topic of Oncemark. Read them with {@code isolation.level=read_committed}: Kafka's default also shows
 * records of transactions that were aborted.
 */
public final class Topics {

    /** Enrollment id → a request to mark a lesson complete. Timestamps are the broker's. */
    public static final Topic<CompletionRequest> COMPLETION_REQUESTS = new Topic<>(
            "completion-requests",
            JsonSerde.of(CompletionRequest.class),
            BY_ENROLLMENT,
            // A client's clock must not decide whether the broker takes a record.
            retention(Duration.ofDays(7), Map.of("message.timestamp.type", "LogAppendTime")));

    /** Enrollment id → the verdict on one request record, or on one imported row. */
    public static final Topic<CompletionResult> COMPLETION_RESULTS = new Topic<>(
            "completion-results",
            JsonSerde.of(CompletionResult.class),
            BY_ENROLLMENT,
            retention(Duration.ofDays(30), Map.of()));

    /** Enrollment id → its course is complete. Kept for ever. */
    public static final Topic<CourseCompletion> COURSE_COMPLETIONS =
            new Topic<>("course-completions", JsonSerde.of(CourseCompletion.class), BY_ENROLLMENT, retentionForEver());

    /** Enrollment id → its course was complete before Oncemark came. Kept for ever; notify nobody of these. */
    public static final Topic<CourseCompletion> IMPORTED_COURSE_COMPLETIONS = new Topic<>(
            "course-completions.imported", JsonSerde.of(CourseCompletion.class), BY_ENROLLMENT, retentionForEver());

    /** Enrollment id → a course completion ended, came back, or is not all that the course requires now. Kept for ever. */
    public static final Topic<CourseChange> COURSE_CHANGES =
            new Topic<>("course-changes", JsonSerde.of(CourseChange.class), BY_ENROLLMENT, retentionForEver());

    /** Course id → a row of {@code course} or {@code lesson}; transaction id → where a transaction ends. */
    public static final Topic<JsonNode> LMS_COURSES =
            new Topic<>("lms.courses", JsonSerde.of(JsonNode.class), SINGLE, retention(Duration.ofDays(30), Map.of()));

    /** Enrollment id → a row of {@code enrollment} or {@code progress}. */
    public static final Topic<JsonNode> LMS_ENROLLMENTS = new Topic<>(
            "lms.enrollments", JsonSerde.of(JsonNode.class), BY_ENROLLMENT, retention(Duration.ofDays(30), Map.of()));

    /**
     * Course id → the course's outline; each partition holds every outline. An outline that was followed by another one is
     * kept for as long as requests are: a task that is behind, and restarts, still needs it.
     */
    public static final Topic<CourseOutline> COURSE_OUTLINES = new Topic<>(
            "course-outlines",
            JsonSerde.of(CourseOutline.class),
            BY_ENROLLMENT,
            Map.of(
                    "cleanup.policy",
                    "compact",
                    "segment.bytes",
                    String.valueOf(16 << 20),
                    "min.cleanable.dirty.ratio",
                    "0.1",
                    "min.compaction.lag.ms",
                    String.valueOf(Duration.ofDays(7).toMillis()),
                    "max.compaction.lag.ms",
                    String.valueOf(Duration.ofDays(8).toMillis())));

    private Topics() {}

    /** The topics, without those for dead letters. */
    public static List<Topic<?>> all() {
        return List.of(
                COMPLETION_REQUESTS,
                COMPLETION_RESULTS,
                COURSE_COMPLETIONS,
                IMPORTED_COURSE_COMPLETIONS,
                COURSE_CHANGES,
                LMS_COURSES,
                LMS_ENROLLMENTS,
                COURSE_OUTLINES);
    }

    /** The topics from which an app reads what others wrote, each with a topic for its dead letters. */
    public static Stream<Topic<?>> withDeadLetters() {
        return all().stream().filter(topic -> !topic.equals(COURSE_OUTLINES));
    }

    /** The partition of a record with this key, of {@code count}: as Kafka's own partitioner has it, by murmur2. */
    public static int partitionOf(String key, int count) {
        return Utils.toPositive(Utils.murmur2(key.getBytes(UTF_8))) % count;
    }

    /** The config of a topic whose records are kept for {@code time}, and {@code more}. */
    public static Map<String, String> retention(Duration time, Map<String, String> more) {
        Map<String, String> config = new java.util.HashMap<>(more);
        config.put("cleanup.policy", "delete");
        config.put("retention.ms", String.valueOf(time.toMillis()));
        return config;
    }

    private static Map<String, String> retentionForEver() {
        return Map.of("cleanup.policy", "delete", "retention.ms", "-1", "retention.bytes", "-1");
    }
}
