package dev.oncemark.streams;

import static dev.oncemark.streams.LmsRows.bytes;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.catalog.CatalogRules;
import dev.oncemark.streams.decision.Decisions;
import dev.oncemark.streams.processor.DecisionProcessor.Decider;
import dev.oncemark.streams.processor.ParkingLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringDeserializer;
import org.apache.kafka.streams.TestInputTopic;
import org.apache.kafka.streams.TestOutputTopic;
import org.apache.kafka.streams.test.TestRecord;
import org.jspecify.annotations.Nullable;

/** The real topology under the test driver, with an LMS whose rows look as Debezium writes them. */
final class TestedTopology implements AutoCloseable {

    static final Instant START = Instant.parse("2026-01-01T00:00:00Z");
    static final Duration GRACE = Duration.ofSeconds(10);

    private final RestartableDriver driver;
    private final LmsRows rows = new LmsRows();
    private final List<Runnable> sent = new ArrayList<>();

    TestedTopology() {
        this(1_000);
    }

    TestedTopology(int parkingBound) {
        this(parkingBound, Decisions.BY_DEFAULT::decide, StateStores.REAL);
    }

    TestedTopology(int parkingBound, Decider decider, StateStores stores) {
        this(Duration.ZERO, parkingBound, decider, stores);
    }

    TestedTopology(Duration settle, int parkingBound, Decider decider, StateStores stores) {
        this(new CatalogRules(settle, CompletionPolicy.STICKY, Set.of()), parkingBound, decider, stores);
    }

    TestedTopology(CatalogRules rules, int parkingBound, Decider decider, StateStores stores) {
        driver = new RestartableDriver(rules, new ParkingLimits(GRACE, parkingBound), decider, stores);
    }

    /** One whose courses have to be quiet for so long, and whose stores outlive a restart. */
    static TestedTopology settling(Duration settle) {
        return new TestedTopology(settle, 1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());
    }

    /** What the operator is told of the catalog. */
    List<String> concerns() {
        return driver.concerns();
    }

    double truncations(String table) {
        return driver.truncations(table);
    }

    /** The app stops, and starts with other rules. */
    void restart(CatalogRules rules) {
        driver.rules(rules);
        driver.restart();
    }

    /** The app stops and starts again; topics and kept stores are as they were. */
    void restart() {
        driver.restart();
    }

    private TestInputTopic<byte[], byte[]> into(Topic<?> topic) {
        return driver.get().createInputTopic(topic.name(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    // The LMS.

    /** Pipes a row and remembers it, so that the connector can deliver it again. */
    private void send(Topic<?> topic, String key, byte[] row) {
        into(topic).pipeInput(bytes(key), row);
        sent.add(() -> into(topic).pipeInput(bytes(key), row));
    }

    /** How many rows were sent that can be delivered again. */
    int sent() {
        return sent.size();
    }

    void deliverAgain(int row) {
        sent.get(row).run();
    }

    void forgetSent() {
        sent.clear();
    }

    /** Runs {@code changes} as one transaction. */
    TestedTopology transaction(Runnable changes) {
        begin();
        changes.run();
        return commit();
    }

    TestedTopology begin() {
        into(Topics.LMS_COURSES).pipeInput(bytes("tx"), rows.begins());
        return this;
    }

    TestedTopology commit() {
        into(Topics.LMS_COURSES).pipeInput(bytes("tx"), rows.ends());
        return this;
    }

    void course(String id, boolean published) {
        send(Topics.LMS_COURSES, id, rows.row("course", LmsRows.course(id, published), false));
    }

    void deleteCourse(String id) {
        send(Topics.LMS_COURSES, id, rows.row("course", LmsRows.course(id, false), true));
    }

    void lesson(String courseId, String id, int position, boolean required) {
        String columns = LmsRows.lesson(courseId, id, position, required);
        send(Topics.LMS_COURSES, courseId, rows.row("lesson", columns, false));
    }

    void deleteLesson(String courseId, String id) {
        send(Topics.LMS_COURSES, courseId, rows.row("lesson", LmsRows.lesson(courseId, id, 0, false), true));
    }

    /** A row of the catalog with these columns, by the present transaction. */
    void row(String key, String table, String columns) {
        send(Topics.LMS_COURSES, key, rows.row(table, columns, false));
    }

    void deleteRow(String key, String table, String columns) {
        send(Topics.LMS_COURSES, key, rows.row(table, columns, true));
    }

    void truncate(String table) {
        send(Topics.LMS_COURSES, table, rows.truncation(table));
    }

    void snapshotRow(String key, String table, String columns, String mark) {
        snapshot(Topics.LMS_COURSES, key, table, columns, mark);
    }

    /** A lesson's row as it was written at a position of the log by a transaction, whenever it is delivered. */
    void lessonOf(long tx, long at, String courseId, String id) {
        byte[] row = LmsRows.row("lesson", LmsRows.lesson(courseId, id, 1, true), false, tx, at);
        into(Topics.LMS_COURSES).pipeInput(bytes(courseId), row);
    }

    void end(long tx) {
        into(Topics.LMS_COURSES).pipeInput(bytes("tx"), LmsRows.mark("END", tx, 9));
    }

    /** A row of a snapshot, with its mark. */
    void snapshotLesson(String courseId, String id, int position, String mark) {
        snapshot(Topics.LMS_COURSES, courseId, "lesson", LmsRows.lesson(courseId, id, position, true), mark);
    }

    void snapshotCourse(String id, boolean published, String mark) {
        snapshot(Topics.LMS_COURSES, id, "course", LmsRows.course(id, published), mark);
    }

    void snapshotEnrollment(String id, String learner, String courseId, String status) {
        snapshotRow(id, "enrollment", LmsRows.enrollment(id, learner, courseId, status));
    }

    void snapshotRow(String enrollmentId, String table, String columns) {
        snapshot(Topics.LMS_ENROLLMENTS, enrollmentId, table, columns, "true");
    }

    private void snapshot(Topic<?> topic, String key, String table, String columns, String mark) {
        into(topic).pipeInput(bytes(key), rows.snapshot(table, columns, mark));
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
        byte[] row = rows.row("enrollment", LmsRows.enrollment(id, learner, courseId, status), false);
        return transaction(() -> send(Topics.LMS_ENROLLMENTS, id, row));
    }

    TestedTopology progress(String enrollmentId, String lessonId, Instant completedAt) {
        byte[] row = rows.row("progress", LmsRows.progress(enrollmentId, lessonId, completedAt), false);
        return transaction(() -> send(Topics.LMS_ENROLLMENTS, enrollmentId, row));
    }

    /** A row of either table of {@code lms.enrollments} with these columns, or its deletion. */
    TestedTopology row(String table, String enrollmentId, boolean deleted, String... columns) {
        byte[] row = rows.row(table, String.join(",", columns), deleted);
        return transaction(() -> send(Topics.LMS_ENROLLMENTS, enrollmentId, row));
    }

    void deleteProgress(String enrollmentId, String lessonId, Instant completedAt) {
        byte[] row = rows.row("progress", LmsRows.progress(enrollmentId, lessonId, completedAt), true);
        transaction(() -> send(Topics.LMS_ENROLLMENTS, enrollmentId, row));
    }

    /** A course that the catalog does not have gets this outline. */
    void outline(CourseOutline outline) {
        into(Topics.COURSE_OUTLINES)
                .pipeInput(
                        bytes(outline.courseId()),
                        Topics.COURSE_OUTLINES.serde().serialize("t", outline));
        pass(Duration.ofSeconds(1));
    }

    // Clients.

    UUID ask(String enrollmentId, String lessonId) {
        return ask(enrollmentId, lessonId, UUID.randomUUID(), null);
    }

    UUID ask(String enrollmentId, String lessonId, UUID requestId, @Nullable String learnerId) {
        ask(new CompletionRequest(requestId, enrollmentId, lessonId, START, START, "client", learnerId));
        return requestId;
    }

    /** Asks by a client whose clock says that it was at {@code occurredAt}. */
    void ask(String enrollmentId, String lessonId, Instant occurredAt) {
        ask(new CompletionRequest(UUID.randomUUID(), enrollmentId, lessonId, occurredAt, START, "client", null));
    }

    /** An administrator gives a command now. */
    UUID command(String enrollmentId, Command command) {
        return command(enrollmentId, command, UUID.randomUUID());
    }

    UUID command(String enrollmentId, Command command, UUID requestId) {
        ask(new CompletionRequest(
                requestId, enrollmentId, null, now(), now(), "admin-ui", null, null, null, command, "admin", null));
        return requestId;
    }

    void ask(CompletionRequest request) {
        raw(request.enrollmentId(), Topics.COMPLETION_REQUESTS.serde().serialize("t", request));
    }

    void raw(@Nullable String key, byte @Nullable [] value) {
        into(Topics.COMPLETION_REQUESTS).pipeInput(new TestRecord<>(key == null ? null : bytes(key), value));
    }

    Instant now() {
        return driver.now();
    }

    void pass(Duration time) {
        driver.pass(time);
    }

    void standStill(Duration time) {
        driver.standStill(time);
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

    List<CourseChange> changes() {
        return out(Topics.COURSE_CHANGES).readValuesToList();
    }

    List<CourseOutline> outlines() {
        return out(Topics.COURSE_OUTLINES).readValuesToList();
    }

    List<TestRecord<byte[], byte[]>> deadLetters(Topic<?> topic) {
        return driver.get()
                .createOutputTopic(topic.deadLetters(), new ByteArrayDeserializer(), new ByteArrayDeserializer())
                .readRecordsToList();
    }

    <V> TestOutputTopic<String, V> out(Topic<V> topic) {
        return driver.get().createOutputTopic(topic.name(), new StringDeserializer(), topic.serde());
    }

    @Override
    public void close() {
        driver.close();
    }
}
