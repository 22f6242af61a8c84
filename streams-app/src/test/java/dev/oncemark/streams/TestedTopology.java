package dev.oncemark.streams;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Decision;
import dev.oncemark.streams.processor.DecisionProcessor.Waiting;
import io.micrometer.core.instrument.simple.SimpleMeterRegistry;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Properties;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.StreamsConfig;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.TopologyTestDriver;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology under the test driver, with an LMS whose rows look as Debezium writes them. */
final class TestedTopology implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration GRACE = Duration.ofSeconds(10);

    final TopologyTestDriver driver;
    private final TestInputTopic<byte[], byte[]> requests;
    private final TestInputTopic<byte[], byte[]> courses;
    private final TestInputTopic<byte[], byte[]> enrollments;
    private long transaction;
    private long lsn;

    TestedTopology() {
        this(1_000);
    }

    TestedTopology(int parkingBound) {
        var metrics = new DecisionMetrics(new SimpleMeterRegistry());
        var topology = DecisionTopology.build(new Waiting(GRACE, parkingBound), Decision::decide, metrics);
        Properties properties = new Properties();
        properties.put(StreamsConfig.APPLICATION_ID_CONFIG, "test-" + UUID.randomUUID());
        properties.put(StreamsConfig.BOOTSTRAP_SERVERS_CONFIG, "none:1");
        properties.put(StreamsConfig.PROCESSING_GUARANTEE_CONFIG, StreamsConfig.EXACTLY_ONCE_V2);
        properties.put(StreamsConfig.ROCKSDB_CONFIG_SETTER_CLASS_CONFIG, BoundedRocksDb.class);
        properties.put(BoundedRocksDb.CACHE_MIB, 8);
        properties.put(BoundedRocksDb.WRITE_BUFFERS_MIB, 8);
        driver = new TopologyTestDriver(topology, properties, START);
        requests = input(Topics.COMPLETION_REQUESTS);
        courses = input(Topics.LMS_COURSES);
        enrollments = input(Topics.LMS_ENROLLMENTS);
    }

    private TestInputTopic<byte[], byte[]> input(Topic<?> topic) {
        return driver.createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    private static byte[] bytes(String text) {
        return text.getBytes(java.nio.charset.StandardCharsets.UTF_8);
    }

    // The LMS.

    /** Runs {@code changes} as one transaction. */
    TestedTopology transaction(Runnable changes) {
        begin();
        changes.run();
        return commit();
    }

    TestedTopology begin() {
        transaction++;
        courses.pipeInput(bytes("tx"), bytes("{\"status\":\"BEGIN\",\"id\":\"%d:%d\"}".formatted(transaction, lsn)));
        return this;
    }

    TestedTopology commit() {
        courses.pipeInput(bytes("tx"), bytes("{\"status\":\"END\",\"id\":\"%d:%d\"}".formatted(transaction, ++lsn)));
        return this;
    }

    private String row(String columns, String table, boolean deleted) {
        return ("{%s,\"__deleted\":\"%s\",\"__op\":\"%s\",\"__table\":\"%s\",\"__source_snapshot\":null,"
                        + "\"__source_lsn\":%d,\"__transaction_id\":\"%d:%d\"}")
                .formatted(columns, deleted, deleted ? "d" : "u", table, ++lsn, transaction, lsn);
    }

    void course(String id, boolean published) {
        String columns = "\"id\":\"%s\",\"title\":\"t\",\"published\":%s".formatted(id, published);
        courses.pipeInput(bytes(id), bytes(row(columns, "course", false)));
    }

    void lesson(String courseId, String id, int position, boolean required) {
        courses.pipeInput(
                bytes(courseId), bytes(row(lessonColumns(courseId, id, position, required), "lesson", false)));
    }

    /** A lesson's row as it was written at a position of the log by a transaction, whenever it is delivered. */
    void lessonOf(long tx, long at, String courseId, String id) {
        String columns = lessonColumns(courseId, id, 1, true);
        String row = ("{%s,\"__deleted\":\"false\",\"__op\":\"u\",\"__table\":\"lesson\",\"__source_snapshot\":null,"
                        + "\"__source_lsn\":%d,\"__transaction_id\":\"%d:%d\"}")
                .formatted(columns, at, tx, at);
        courses.pipeInput(bytes(courseId), bytes(row));
    }

    void end(long tx) {
        courses.pipeInput(bytes("tx"), bytes("{\"status\":\"END\",\"id\":\"%d:9\"}".formatted(tx)));
    }

    void deleteLesson(String courseId, String id) {
        courses.pipeInput(bytes(courseId), bytes(row(lessonColumns(courseId, id, 0, false), "lesson", true)));
    }

    /** A row of a snapshot, with its mark. */
    void snapshotLesson(String courseId, String id, int position, String mark) {
        String columns = lessonColumns(courseId, id, position, true);
        courses.pipeInput(bytes(courseId), bytes(snapshotRow(columns, "lesson", mark)));
    }

    void snapshotCourse(String id, String mark) {
        String columns = "\"id\":\"%s\",\"published\":true".formatted(id);
        courses.pipeInput(bytes(id), bytes(snapshotRow(columns, "course", mark)));
    }

    private String snapshotRow(String columns, String table, String mark) {
        return ("{%s,\"__deleted\":\"false\",\"__op\":\"r\",\"__table\":\"%s\",\"__source_snapshot\":\"%s\","
                        + "\"__source_lsn\":%d,\"__transaction_id\":null}")
                .formatted(columns, table, mark, lsn);
    }

    private static String lessonColumns(String courseId, String id, int position, boolean required) {
        return "\"id\":\"%s\",\"course_id\":\"%s\",\"position\":%d,\"required\":%s"
                .formatted(id, courseId, position, required);
    }

    /** Publishes a course whose lessons are all required, in one transaction. */
    TestedTopology publish(String courseId, String... lessons) {
        return transaction(() -> {
            course(courseId, true);
            for (int at = 0; at < lessons.length; at++) {
                lesson(courseId, lessons[at], at, true);
            }
        });
    }

    TestedTopology enroll(String id, String learner, String courseId, String status) {
        String columns = "\"id\":\"%s\",\"learner_id\":\"%s\",\"course_id\":\"%s\",\"status\":\"%s\""
                .formatted(id, learner, courseId, status);
        return transaction(() -> enrollments.pipeInput(bytes(id), bytes(row(columns, "enrollment", false))));
    }

    TestedTopology progress(String enrollmentId, String lessonId, Instant completedAt) {
        String columns = "\"enrollment_id\":\"%s\",\"lesson_id\":\"%s\",\"completed_at\":\"%s\""
                .formatted(enrollmentId, lessonId, completedAt);
        return transaction(() -> enrollments.pipeInput(bytes(enrollmentId), bytes(row(columns, "progress", false))));
    }

    // Clients.

    UUID ask(String enrollmentId, String lessonId) {
        return ask(enrollmentId, lessonId, UUID.randomUUID(), null);
    }

    UUID ask(String enrollmentId, String lessonId, UUID requestId, @Nullable String learnerId) {
        var request = new CompletionRequest(requestId, enrollmentId, lessonId, START, START, "client", learnerId);
        raw(enrollmentId, Topics.COMPLETION_REQUESTS.serde().serialize("t", request));
        return requestId;
    }

    void raw(@Nullable String key, byte @Nullable [] value) {
        requests.pipeInput(new TestRecord<>(key == null ? null : bytes(key), value));
    }

    void pass(Duration time) {
        driver.advanceWallClockTime(time);
    }

    // What came out since the last look.

    List<CompletionResult> results() {
        return out(Topics.COMPLETION_RESULTS).readValuesToList();
    }

    CompletionResult result() {
        List<CompletionResult> all = results();
        if (all.size() != 1) {
            throw new AssertionError("expected one result, but got " + all);
        }
        return all.get(0);
    }

    List<CourseCompletion> completions() {
        return out(Topics.COURSE_COMPLETIONS).readValuesToList();
    }

    List<CourseCompletion> importedCompletions() {
        return out(Topics.IMPORTED_COURSE_COMPLETIONS).readValuesToList();
    }

    List<CourseOutline> outlines() {
        return out(Topics.COURSE_OUTLINES).readValuesToList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters(Topic<?> topic) {
        return driver.createOutputTopic(topic.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    <V> TestOutputTopic<String, V> out(Topic<V> topic) {
        return driver.createOutputTopic(topic.name(), new StringDeserializer(), topic.serde());
    }

    @Override
    public void close() {
        driver.close();
    }
}
