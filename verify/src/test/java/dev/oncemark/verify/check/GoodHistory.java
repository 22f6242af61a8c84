package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topic;
import java.time.Instant;
import java.util.HashMap;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;

/** A history in which every verdict happens, and every promise is kept; written by hand, not by the streams-app. */
final class GoodHistory {

    static final UUID FIRST = new UUID(0, 1);
    static final UUID SECOND = new UUID(0, 2);
    private static final long GRACE = 10_000;

    private final HistoryWriter writer = new HistoryWriter();
    private final Map<String, String> learners = new HashMap<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private long version = 1;
    private long requests = 100;

    static MemoryHistory make() {
        return new GoodHistory().write();
    }

    private MemoryHistory write() {
        SampleCatalog.write(writer);
        ann();
        bob();
        cy();
        zoe();
        dan();
        new GoodLateCompletions(writer).write();
        strangers();
        writer.nonsense("nobody");
        new GoodCommands(writer).write();
        changedCatalog();
        writer.pass(120_000);
        writer.catchUp();
        notOverYet();
        return writer.history;
    }

    private void enroll(String id, String learner, String course) {
        learners.put(id, learner);
        writer.enrollment(id, learner, course, "active");
        writer.pass(50);
    }

    /** Completes her course, with a race, a retry and a lesson that there is not. */
    private void ann() {
        enroll("e-ann", "ann", "algebra");
        accept(FIRST, "e-ann", "sets");
        second("e-ann", "sets", UUID.randomUUID(), Status.REJECTED);
        second("e-ann", "sets", FIRST, Status.REPLAYED);
        long late = writer.ask(next(), "e-ann", "limits", null);
        long queued = writer.ask(SECOND, "e-ann", "maps", null);
        writer.pass(GRACE + 100);
        reject("e-ann", "limits", new UUID(0, requests), late, Reason.LESSON_NOT_IN_COURSE);
        decide("e-ann", "maps", SECOND, queued);
        complete("e-ann", 2, Origin.API);
    }

    /** Is enrolled, then is not. */
    private void bob() {
        enroll("e-bob", "bob", "algebra");
        accept(next(), "e-bob", "sets");
        writer.pass(10_000);
        writer.enrollment("e-bob", "bob", "algebra", "suspended");
        writer.pass(70_000);
        UUID id = next();
        reject("e-bob", "maps", id, writer.ask(id, "e-bob", "maps", null), Reason.ENROLLMENT_NOT_ACTIVE);
        UUID foreign = next();
        reject("e-bob", "maps", foreign, writer.ask(foreign, "e-bob", "maps", "ann"), Reason.NOT_ENROLLMENT_OWNER);
    }

    /** Had completed the course before. */
    private void cy() {
        long sets = writer.progress("e-cy", "sets");
        Instant setsAt = Instant.ofEpochMilli(writer.now);
        writer.pass(1_000);
        long maps = writer.progress("e-cy", "maps");
        Instant mapsAt = Instant.ofEpochMilli(writer.now);
        enroll("e-cy", "cy", "algebra");
        imported("e-cy", "sets", sets, setsAt);
        imported("e-cy", "maps", maps, mapsAt);
        // As version 0.1.0 wrote it: it does not say when it was decided.
        writer.complete(new CourseCompletion("e-cy", "algebra", "cy", mapsAt, 1, 2, 2, Origin.IMPORT));
    }

    /** Has everything, and an optional lesson later; a row of his cannot be read until it is deleted. */
    private void dan() {
        enroll("e-dan", "dan", "algebra");
        writer.opened("e-dan", "maps");
        writer.unreadable("e-dan", "rings");
        writer.pass(90_000);
        accept(next(), "e-dan", "sets");
        Instant mapsAt = Instant.ofEpochMilli(writer.now);
        accept(next(), "e-dan", "maps");
        accept(next(), "e-dan", "rings");
        writer.pass(100_000);
        writer.deleted("e-dan", "rings");
        writer.pass(10);
        writer.complete(new CourseCompletion(
                "e-dan", "algebra", "dan", mapsAt, 1, 2, 3, Origin.CATALOG, Instant.ofEpochMilli(writer.now)));
    }

    /** Completes more than the streams-app remembers. */
    private void zoe() {
        enroll("e-zoe", "zoe", "survey");
        UUID oldest = next();
        accept(oldest, "e-zoe", "part-0");
        IntStream.range(1, SampleCatalog.LONG).forEach(i -> accept(next(), "e-zoe", "part-" + i));
        long again = writer.ask(oldest, "e-zoe", "part-0", null);
        reject("e-zoe", "part-0", oldest, again, Reason.ALREADY_COMPLETED);
    }

    private void strangers() {
        UUID id = next();
        long offset = writer.ask(id, "e-none", "sets", null);
        writer.pass(GRACE + 100);
        reject("e-none", "sets", id, offset, Reason.UNKNOWN_ENROLLMENT);
    }

    /** A lesson is added; what comes now is decided under the new version. */
    private void changedCatalog() {
        writer.lesson("algebra", "fields", false);
        writer.outline(SampleCatalog.algebra(2, "sets", "maps", "rings", "fields"));
        version = 2;
        writer.pass(50);
        accept(next(), "e-ann", "fields");
    }

    /** What is parked, not read or not stored at the cut is no violation. */
    private void notOverYet() {
        String id = "e-soon";
        int partition = HistoryWriter.partition(id);
        long parked = writer.ask(next(), id, "sets", null);
        writer.history.parked.put(partition, new java.util.HashSet<>(Set.of(parked)));
        writer.history.consumed.put(HistoryWriter.log(COMPLETION_REQUESTS, id), parked + 1);
        writer.ask(next(), id, "maps", null);
        UUID last = next();
        accept(last, "e-ann", "rings");
        writer.history.lessonRows.removeIf(row -> row.requestId().equals(last));
        writer.history.takenAt = writer.now;
    }

    private UUID next() {
        return new UUID(0, ++requests);
    }

    private void accept(UUID id, String enrollment, String lesson) {
        decide(enrollment, lesson, id, writer.ask(id, enrollment, lesson, null));
        writer.pass(20);
    }

    private void decide(String enrollment, String lesson, UUID id, long offset) {
        writer.decide(CompletionResult.accepted(
                request(enrollment, lesson, id, offset),
                basis(enrollment),
                sequences.merge(enrollment, 1L, Long::sum),
                null));
    }

    private void second(String enrollment, String lesson, UUID id, Status status) {
        Instant firstAt = asked(enrollment, 0);
        long offset = writer.ask(id, enrollment, lesson, null);
        Subject request = request(enrollment, lesson, id, offset);
        writer.decide(
                status == Status.REPLAYED
                        ? CompletionResult.replayed(request, basis(enrollment), firstAt)
                        : CompletionResult.alreadyCompleted(request, basis(enrollment), FIRST, firstAt));
        writer.pass(20);
    }

    private void reject(String enrollment, String lesson, UUID id, long offset, Reason reason) {
        writer.decide(CompletionResult.rejected(request(enrollment, lesson, id, offset), basis(enrollment), reason));
    }

    private Instant asked(String enrollment, long offset) {
        var requests = writer.history.log(HistoryWriter.log(COMPLETION_REQUESTS, enrollment));
        return requests.stream()
                .filter(stored -> stored.offset() == offset)
                .map(stored -> Instant.ofEpochMilli(stored.timestamp()))
                .findFirst()
                .orElseThrow();
    }

    private Subject request(String enrollment, String lesson, UUID id, long offset) {
        return new Subject(
                id, enrollment, lesson, asked(enrollment, offset), position(COMPLETION_REQUESTS, enrollment, offset));
    }

    private static RecordPosition position(Topic<?> topic, String enrollment, long offset) {
        return new RecordPosition(topic.name(), HistoryWriter.partition(enrollment), offset);
    }

    private Basis basis(String enrollment) {
        Instant now = Instant.ofEpochMilli(writer.now + 10);
        return learners.containsKey(enrollment)
                ? new Basis(now, course(enrollment), learners.get(enrollment), enrollment.equals("e-zoe") ? 1 : version)
                : Basis.unknown(now);
    }

    private static String course(String enrollment) {
        return enrollment.equals("e-zoe") ? "survey" : "algebra";
    }

    private void imported(String enrollment, String lesson, long offset, Instant completedAt) {
        writer.decide(CompletionResult.imported(
                new Subject(
                        Ids.requestIdOfImport(enrollment, lesson),
                        enrollment,
                        lesson,
                        completedAt,
                        position(LMS_ENROLLMENTS, enrollment, offset)),
                new Basis(Instant.ofEpochMilli(writer.now), "algebra", learners.get(enrollment), version),
                sequences.merge(enrollment, 1L, Long::sum),
                null));
    }

    private void complete(String enrollment, long sequence, Origin origin) {
        Instant latest = writer.history.lessonRows.stream()
                .filter(row -> row.enrollmentId().equals(enrollment))
                .map(CompletionResult::occurredAt)
                .max(Instant::compareTo)
                .orElseThrow();
        Instant decidedAt = Instant.ofEpochMilli(writer.now + 10);
        writer.complete(new CourseCompletion(
                enrollment, "algebra", learners.get(enrollment), latest, version, 2, sequence, origin, decidedAt));
    }
}
