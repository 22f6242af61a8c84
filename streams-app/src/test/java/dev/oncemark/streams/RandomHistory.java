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

    /** Longer than all that passes in a history but where it is quiet. */
    static final Duration SETTLE = Duration.ofMinutes(3);

    /** The app looks at its clock so often, and does not think that it stalled. */
    private static final Duration LOOK = Duration.ofMillis(1_500);

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

    /** In some histories nobody changes the catalog any more in the second half, so that requests complete courses. */
    private final boolean endsCalmly;

    private final RandomCatalog catalog;
    private final Map<String, LmsEnrollment> enrollments = new TreeMap<>();
    private final List<LmsProgress> progress = new ArrayList<>();
    private final List<CompletionRequest> requests = new ArrayList<>();
    private final Map<Integer, Runnable> modelledAgain = new HashMap<>();

    RandomHistory(TestedTopology tested, int bound, long seed, RandomCatalog.Fault fault) {
        this.tested = tested;
        this.model = new ReferenceModel(bound, new CatalogModel(SETTLE, tested::now), tested::now);
        this.random = new Random(seed);
        this.prefix = "s" + seed + "-";
        this.size = random.nextInt(24) == 0 ? Size.LARGE : Size.SMALL;
        this.endsCalmly = random.nextInt(3) == 0;
        this.catalog = new RandomCatalog(tested, model.catalog(), random, fault);
    }

    /** Plays it, notes the kinds of results in {@code kinds}; returns how topology and model differ, or null. */
    @Nullable
    String differences(Set<String> kinds) {
        tested.forgetSent();
        for (int step = size.steps(); step > 0; step--) {
            boolean isCalm = endsCalmly && step <= size.steps() / 2;
            if (isCalm && step == size.steps() / 2) {
                beQuiet();
            }
            step(isCalm ? 3 + random.nextInt(19) : random.nextInt(22));
        }
        pass();
        beQuiet();
        Map<String, List<String>> results = new TreeMap<>();
        tested.results().stream().filter(result -> isOwn(result.enrollmentId())).forEach(result -> {
            add(results, result.enrollmentId(), line(result));
            kinds.add(kind(result));
        });
        Map<String, List<String>> completions = new TreeMap<>();
        tested.completions().stream()
                .filter(done -> isOwn(done.enrollmentId()))
                .forEach(done -> add(completions, done.enrollmentId(), line(done, false)));
        tested.importedCompletions().stream()
                .filter(done -> isOwn(done.enrollmentId()))
                .forEach(done -> add(completions, done.enrollmentId(), line(done, true)));
        catalog.clear();
        if (results.equals(model.results()) && completions.equals(model.completions())) {
            return null;
        }
        return "seed %s\nresults     %s\nexpected    %s\ncompletions %s\nexpected    %s"
                .formatted(prefix, results, model.results(), completions, model.completions());
    }

    /** Clearing the catalog of the history before may have given its imported rows a lesson. */
    private boolean isOwn(String enrollmentId) {
        return enrollmentId.startsWith(prefix);
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
            case REVOKED, RESET -> result.status() + " " + result.requestId() + " #" + result.sequence();
            case REPLAYED -> "REPLAYED " + result.requestId() + " " + result.completedAt();
            case REJECTED ->
                "REJECTED " + result.requestId() + " " + result.reason()
                        + (result.reason() == Reason.ALREADY_COMPLETED && result.completedAt() != null
                                ? " at " + result.completedAt()
                                : "");
        };
    }

    /** Its time is the model's, where it is that or, if that is later, the time of the decision. */
    private String line(CourseCompletion done, boolean imported) {
        String topic = imported == (done.origin() == Origin.IMPORT) ? "" : " in the wrong topic";
        Instant latest = model.latestRequired(done.enrollmentId());
        Instant decidedAt = Objects.requireNonNull(done.decidedAt());
        boolean isExpected =
                latest != null && done.completedAt().equals(latest.isAfter(decidedAt) ? decidedAt : latest);
        Instant at = isExpected ? latest : done.completedAt();
        return done.courseId() + " " + done.origin() + " at " + at + " #" + done.sequence() + topic;
    }

    private void step(int kind) {
        switch (kind) {
            case 0, 1, 2 -> catalogTransaction();
            case 3, 4 -> enroll();
            case 5, 6 -> importRow();
            case 7 -> retry();
            case 8 -> deliverAgain();
            case 9 -> rarely(this::pass);
            case 10 -> rarely(this::snapshot);
            case 11 -> rarely(this::restart);
            case 12 -> rarely(this::beQuiet);
            default -> ask();
        }
    }

    private void rarely(Runnable action) {
        if (random.nextInt(3) == 0) {
            action.run();
        }
    }

    private void pass() {
        pass(TestedTopology.GRACE);
    }

    private void pass(Duration time) {
        for (Duration left = time; !left.isNegative(); left = left.minus(LOOK)) {
            tested.standStill(LOOK);
            model.timePasses();
        }
    }

    /** Nobody changes the catalog for so long that it settles. */
    private void beQuiet() {
        pass(SETTLE);
        model.catalogIsQuiet();
        tested.pass(SLICES);
    }

    private void restart() {
        tested.restart();
        model.restarts();
    }

    private void catalogTransaction() {
        tested.transaction(() -> {
            for (int change = 1 + random.nextInt(4); change > 0; change--) {
                catalog.change(course(), lesson());
            }
        });
        tested.pass(SLICES);
        model.transactionEnds();
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
        catalog.snapshot();
        tested.pass(SLICES);
        model.catalogIsRead();
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
