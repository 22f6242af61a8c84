package dev.oncemark.streams;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * One random interleaving of catalog changes, enrollment rows, imported rows and requests, played to the topology and to
 * the reference model. Everything in it follows from the seed; its ids are its own, so that many can share a topology.
 */
final class RandomHistory {

    /** What there is of each kind; the large history has more lessons than an enrollment keeps request ids of. */
    private record Size(int courses, int lessons, int enrollments, int steps) {
        static final Size SMALL = new Size(3, 6, 4, 60);
        static final Size LARGE = new Size(1, 20, 1, 400);
    }

    private static final Duration SLICES = Duration.ofMillis(60);

    private static final Instant FAR_AHEAD = Instant.parse("2099-01-01T00:00:00Z");

    private record LmsEnrollment(String learner, String course, String status) {}

    /** A row of progress: completed, opened only ({@code at} is null), or not to be read. */
    private record LmsProgress(
            String enrollment, String lesson, @Nullable Instant at, boolean readable) {}

    private final TestedTopology tested;
    private final ReferenceModel model;
    private final Random random;
    private final String prefix;
    private final Size size;

    private final Map<String, Boolean> courses = new TreeMap<>();
    private final Map<String, String> courseOfLesson = new TreeMap<>();
    private final Map<String, LmsEnrollment> enrollments = new TreeMap<>();
    private final List<LmsProgress> progress = new ArrayList<>();
    private final List<CompletionRequest> requests = new ArrayList<>();
    private final Map<Integer, Runnable> modelledAgain = new HashMap<>();

    RandomHistory(TestedTopology tested, int bound, long seed) {
        this.tested = tested;
        this.model = new ReferenceModel(bound, tested::now);
        this.random = new Random(seed);
        this.prefix = "s" + seed + "-";
        this.size = random.nextInt(24) == 0 ? Size.LARGE : Size.SMALL;
    }

    /** Plays it, notes the kinds of results in {@code kinds}; returns how topology and model differ, or null. */
    @Nullable
    String differences(Set<String> kinds) {
        tested.forgetSent();
        for (int step = size.steps(); step > 0; step--) {
            step();
        }
        pass();
        Map<String, List<String>> results = new TreeMap<>();
        tested.results().forEach(result -> {
            add(results, result.enrollmentId(), line(result));
            kinds.add(kind(result));
        });
        Map<String, List<String>> completions = new TreeMap<>();
        tested.completions().forEach(done -> add(completions, done.enrollmentId(), line(done, false)));
        tested.importedCompletions().forEach(done -> add(completions, done.enrollmentId(), line(done, true)));
        if (results.equals(model.results()) && completions.equals(model.completions())) {
            return null;
        }
        return "seed %s\nresults     %s\nexpected    %s\ncompletions %s\nexpected    %s"
                .formatted(prefix, results, model.results(), completions, model.completions());
    }

    private static void add(Map<String, List<String>> lines, String id, String line) {
        lines.computeIfAbsent(id, key -> new ArrayList<>()).add(line);
    }

    private static String kind(CompletionResult result) {
        return result.status() == Status.REJECTED
                ? result.reason() + (result.originalRequestId() == null ? "" : " with the original")
                : result.status() + " " + result.origin();
    }

    private static String line(CompletionResult result) {
        return switch (result.status()) {
            case ACCEPTED ->
                "ACCEPTED " + result.origin() + (result.origin() == Origin.API ? " " + result.requestId() : "") + " "
                        + result.lessonId() + " " + result.completedAt() + " #" + result.sequence();
            case REPLAYED -> "REPLAYED " + result.requestId() + " " + result.completedAt();
            case REJECTED ->
                "REJECTED " + result.requestId() + " " + result.reason()
                        + (result.reason() == Reason.ALREADY_COMPLETED && result.completedAt() != null
                                ? " at " + result.completedAt()
                                : "");
        };
    }

    private static String line(CourseCompletion done, boolean imported) {
        String topic = imported == (done.origin() == Origin.IMPORT) ? "" : " in the wrong topic";
        boolean isBounded = isJustBefore(done.completedAt(), Objects.requireNonNull(done.decidedAt()));
        String at = isBounded ? "once it is decided" : String.valueOf(done.completedAt());
        return done.courseId() + " " + done.origin() + " at " + at + " #" + done.sequence() + topic;
    }

    /** Whether that is the time of the decision: the model looks at a change of the catalog a slice later than the app may. */
    static boolean isJustBefore(Instant time, Instant decidedAt) {
        return time.isAfter(decidedAt.minusSeconds(1));
    }

    private void step() {
        switch (random.nextInt(22)) {
            case 0, 1, 2 -> catalogTransaction();
            case 3, 4 -> enroll();
            case 5, 6 -> importRow();
            case 7 -> retry();
            case 8 -> deliverAgain();
            case 9 -> rarely(this::pass);
            case 10 -> rarely(this::snapshot);
            case 11 -> rarely(tested::restart);
            default -> ask();
        }
    }

    private void rarely(Runnable action) {
        if (random.nextInt(3) == 0) {
            action.run();
        }
    }

    private void pass() {
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        model.gracePeriodIsOver();
    }

    private void catalogTransaction() {
        tested.transaction(() -> {
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                changeCatalog();
            }
        });
        tested.pass(SLICES);
        model.transactionEnds();
    }

    private void changeCatalog() {
        String course = course();
        String lesson = lesson();
        switch (random.nextInt(8)) {
            case 0, 1 -> {
                boolean published = random.nextInt(4) != 0;
                courses.put(course, published);
                tested.course(course, published);
                model.course(course, true, published);
            }
            case 2 ->
                rarely(() -> {
                    courses.remove(course);
                    tested.deleteCourse(course);
                    model.course(course, false, false);
                });
            case 3 -> {
                String home = courseOfLesson.remove(lesson);
                if (home != null) {
                    tested.deleteLesson(home, lesson);
                    model.noLesson(lesson);
                }
            }
            default -> {
                String home = courseOfLesson.put(lesson, course);
                if (home != null && !home.equals(course)) {
                    tested.deleteLesson(home, lesson);
                }
                boolean required = random.nextBoolean();
                tested.lesson(course, lesson, random.nextInt(9), required);
                model.lesson(course, lesson, required);
            }
        }
    }

    private void enroll() {
        String id = enrollment();
        if (random.nextInt(8) == 0) {
            String nobody = "\"id\":\"%s\",\"learner_id\":null,\"course_id\":\"%s\",\"status\":\"active\"";
            String course = course();
            enrollments.remove(id);
            tested.row("enrollment", id, false, nobody.formatted(id, course));
            model.invitation(id, course);
            return;
        }
        var row = new LmsEnrollment(learner(), course(), random.nextInt(4) == 0 ? "dropped" : "active");
        enrollments.put(id, row);
        tested.enroll(id, row.learner(), row.course(), row.status());
        model.enrollment(id, row.learner(), row.course(), row.status().equals("active"));
    }

    private void importRow() {
        boolean readable = random.nextInt(5) != 0;
        Instant at = random.nextInt(5) == 0 ? null : random.nextInt(9) == 0 ? FAR_AHEAD : time();
        var row = new LmsProgress(enrollment(), lesson(), at, readable);
        progress.removeIf(before ->
                before.enrollment().equals(row.enrollment()) && before.lesson().equals(row.lesson()));
        boolean deleted = random.nextInt(6) == 0;
        if (!deleted) {
            progress.add(row);
        }
        modelledAgain.put(tested.sent(), () -> model(row, deleted));
        tested.row("progress", row.enrollment(), deleted, columns(row));
        model(row, deleted);
    }

    private void model(LmsProgress row, boolean deleted) {
        if (!row.readable() && !deleted) {
            model.unreadableProgress(row.enrollment(), row.lesson());
        } else if (row.at() == null || deleted) {
            model.progressGone(row.enrollment(), row.lesson());
        } else {
            model.progress(row.enrollment(), row.lesson(), row.at());
        }
    }

    /** Of every other lesson the connector gives the rows' identity, and not the lesson of one that it cannot read. */
    private static String columns(LmsProgress row) {
        boolean hasIdentity = row.lesson().hashCode() % 2 == 0;
        String lesson = "\"" + row.lesson() + "\"";
        String at = row.at() == null ? "null" : "\"" + row.at() + "\"";
        if (!hasIdentity) {
            return LmsRows.progress(row.enrollment(), lesson, row.readable() ? at : "20260101");
        }
        String identity = LmsRows.identity("row of " + row.lesson());
        return row.readable()
                ? LmsRows.progress(row.enrollment(), lesson, at) + "," + identity
                : LmsRows.progress(row.enrollment(), "null", "null") + "," + identity + ","
                        + LmsRows.cannotRead("lesson_id is no id");
    }

    private void ask() {
        String learner = random.nextInt(3) == 0 ? learner() : null;
        UUID id = new UUID(random.nextLong(), random.nextLong());
        ask(new CompletionRequest(id, enrollment(), lesson(), time(), time(), "client", learner));
    }

    private void retry() {
        if (!requests.isEmpty()) {
            ask(requests.get(random.nextInt(requests.size())));
        }
    }

    private void ask(CompletionRequest request) {
        requests.add(request);
        tested.ask(request);
        model.request(request);
    }

    /** The connector delivers at least once: an old row comes again, whatever came after it. */
    private void deliverAgain() {
        if (tested.sent() > 0) {
            int row = random.nextInt(tested.sent());
            tested.deliverAgain(row);
            modelledAgain.getOrDefault(row, () -> {}).run();
        }
    }

    /** The LMS's tables are read again, in the connector's order. What was told before is told again. */
    private void snapshot() {
        courses.forEach((id, published) -> tested.snapshotCourse(id, published, "true"));
        courseOfLesson.forEach((id, course) -> tested.lessonAgain(course, id));
        tested.begin().commit();
        for (LmsProgress row : progress) {
            tested.snapshotRow(row.enrollment(), "progress", columns(row));
            model(row, false);
        }
        enrollments.forEach((id, row) -> tested.snapshotEnrollment(id, row.learner(), row.course(), row.status()));
        tested.pass(SLICES);
    }

    private String course() {
        return prefix + "c" + random.nextInt(size.courses());
    }

    private String lesson() {
        return prefix + "l" + random.nextInt(size.lessons());
    }

    private String enrollment() {
        return prefix + "e" + random.nextInt(size.enrollments());
    }

    private String learner() {
        return prefix + "u" + random.nextInt(2);
    }

    private Instant time() {
        int ago = random.nextInt(7) == 0 ? -random.nextInt(300) : random.nextInt(1_000_000);
        return tested.now().truncatedTo(ChronoUnit.SECONDS).minusSeconds(ago).plusMillis(250);
    }
}
