package dev.oncemark.verify.live;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.COURSE_CHANGES;
import static dev.oncemark.contracts.Topics.COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.COURSE_OUTLINES;
import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.LMS_COURSES;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import dev.oncemark.verify.history.Extent;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.history.StoredRecord;
import dev.oncemark.verify.live.Database.Access;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.OptionalLong;
import java.util.Set;
import java.util.function.Consumer;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.common.KafkaException;

/**
 * What a broker and PostgreSQL have, as of one snapshot. Nothing is written, to neither; a system at work is not disturbed but
 * for what reading costs.
 */
public final class LiveHistory implements History, AutoCloseable {

    private final LogReader reader;
    private final Database database;
    private final Map<Log, Extent> extents = new HashMap<>();
    private final Map<Log, Long> consumed;
    private final Snapshot snapshot;
    private final ParkedOffsets parked;
    private final int partitions;
    private final long takenAt;

    /**
     * Where it is read.
     *
     * @param kafka for Kafka's clients, with {@code bootstrap.servers}
     * @param application the streams-app's {@code application.id}
     * @param longestTransaction after which the broker has to have ended any transaction
     */
    public record Place(
            Map<String, Object> kafka,
            String url,
            String user,
            String password,
            String application,
            Duration longestTransaction) {}

    /**
     * Makes the snapshot.
     *
     * @param progress told how far reading is
     * @throws CannotCheckException if the broker or PostgreSQL is not there
     */
    public LiveHistory(Place place, Progress progress) {
        this.database = Database.open(new Access(place.url(), place.user(), place.password()));
        this.reader = new LogReader(place.kafka(), progress::read);
        this.parked = new ParkedOffsets(place.application());
        try (Admin admin = Admin.create(place.kafka())) {
            this.snapshot = new Snapshot(admin, place.longestTransaction());
            Map<String, Integer> topics = snapshot.topics();
            this.partitions = partitionsOf(topics);
            this.consumed = snapshot.consumed(place.application());
            // A request leaves the parking place in the transaction that has its result: first where it leaves.
            extents.putAll(snapshot.extents(logs(topics, Stream.of(parked.topic()))));
            extents.putAll(snapshot.extents(logs(topics, outputs())));
            extents.putAll(snapshot.extents(logs(topics, inputs())));
            this.takenAt = System.currentTimeMillis();
        } catch (KafkaException failed) {
            throw new CannotCheckException("the broker: " + failed.getMessage(), failed);
        }
        progress.expect(extents.values().stream().mapToLong(Extent::size).sum());
    }

    private static int partitionsOf(Map<String, Integer> topics) {
        List<String> missing = Topics.all().stream()
                .map(Topic::name)
                .filter(topic -> !topics.containsKey(topic))
                .toList();
        if (!missing.isEmpty()) {
            throw new CannotCheckException("the broker has no topic " + String.join(", ", missing));
        }
        return topics.getOrDefault(COMPLETION_REQUESTS.name(), 0);
    }

    private static Stream<String> outputs() {
        return Stream.of(
                COMPLETION_RESULTS.name(),
                COURSE_COMPLETIONS.name(),
                IMPORTED_COURSE_COMPLETIONS.name(),
                COURSE_CHANGES.name(),
                COURSE_OUTLINES.name(),
                COMPLETION_REQUESTS.deadLetters());
    }

    private static Stream<String> inputs() {
        return Stream.of(
                COMPLETION_REQUESTS.name(),
                LMS_ENROLLMENTS.name(),
                LMS_COURSES.name(),
                COMPLETION_RESULTS.deadLetters(),
                COURSE_COMPLETIONS.deadLetters(),
                IMPORTED_COURSE_COMPLETIONS.deadLetters(),
                COURSE_CHANGES.deadLetters());
    }

    private static List<Log> logs(Map<String, Integer> topics, Stream<String> names) {
        return names.filter(topics::containsKey)
                .flatMap(name ->
                        IntStream.range(0, topics.getOrDefault(name, 0)).mapToObj(number -> new Log(name, number)))
                .toList();
    }

    @Override
    public int partitions() {
        return partitions;
    }

    @Override
    public Extent extent(Log log) {
        return extents.getOrDefault(log, Extent.NOTHING);
    }

    @Override
    public void readFrom(Log log, long offset, Consumer<StoredRecord> each) {
        reader.read(log, offset, extent(log).end(), each);
    }

    @Override
    public OptionalLong consumed(Log log) {
        Long offset = consumed.get(log);
        return offset == null ? OptionalLong.empty() : OptionalLong.of(offset);
    }

    @Override
    public Set<Long> parked(int partition) {
        return parked.read(this, partition);
    }

    @Override
    public void lessonRows(Consumer<CompletionResult> each) {
        database.lessons(each);
    }

    @Override
    public void endedRows(Consumer<EndedLesson> each) {
        database.ended(each);
    }

    @Override
    public void commandRows(Consumer<CarriedOut> each) {
        database.commands(each);
    }

    @Override
    public void courseRows(Consumer<CourseCompletion> each) {
        database.courses(each);
    }

    @Override
    public void changeRows(Consumer<CourseChange> each) {
        database.changes(each);
    }

    @Override
    public long stored(Log log) {
        return database.stored(log);
    }

    @Override
    public List<Log> stuck() {
        return snapshot.stuck();
    }

    @Override
    public long takenAt() {
        return takenAt;
    }

    @Override
    public void close() {
        reader.close();
        database.close();
    }
}
