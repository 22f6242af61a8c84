package dev.oncemark.streams;

import dev.oncemark.contracts.CompletionRequest;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Random;
import java.util.Set;
import java.util.TreeMap;
import org.jspecify.annotations.Nullable;

/**
 * One random interleaving of catalog changes, enrollment rows, imported rows, requests and commands, played to the topology
 * and to the reference model. Everything in it follows from the seed.
 */
final class RandomHistory {

    /**
     * What there is of each kind. Where there is little, courses are often completed; the large history has more lessons
     * than an enrollment keeps request ids of.
     */
    private record Size(int courses, int lessons, int enrollments, int steps) {
        static final Size FEW = new Size(2, 3, 2, 80);
        static final Size SMALL = new Size(3, 6, 4, 60);
        static final Size LARGE = new Size(1, 20, 1, 400);

        RandomIds ids(Random random, String prefix) {
            return new RandomIds(random, prefix, courses, lessons, enrollments);
        }
    }

    /** Longer than all that passes in a history but where it is quiet. */
    static final Duration SETTLE = Duration.ofMinutes(3);

    /** The app looks at its clock so often, and does not think that it stalled. */
    private static final Duration LOOK = Duration.ofMillis(1_500);

    private static final Duration SLICES = Duration.ofMillis(60);

    private static final Instant FAR_AHEAD = Instant.parse("2099-01-01T00:00:00Z");

    /** @param ended since when it is over, or will be; a time, or what is none, or null */
    private record LmsEnrollment(
            String learner,
            String course,
            String status,
            @Nullable Object ended) {

        String columns(String id, Instant writtenAt) {
            String columns = LmsRows.enrollment(id, learner, course, status) + "," + LmsRows.writtenAt(writtenAt);
            return ended == null ? columns : columns + "," + LmsRows.ended(ended);
        }

        void model(ReferenceModel model, String id, Instant writtenAt) {
            Instant endedAt = ended instanceof Instant time ? time : null;
            model.enrollment(id, learner, course, status.equals("active"), endedAt, writtenAt);
        }
    }

    /** A row of progress: completed, opened only ({@code at} is null), or not to be read. */
    private record LmsProgress(
            String enrollment, String lesson, @Nullable Instant at, boolean readable) {

        /** Of every other lesson the connector gives the rows' identity, and not the lesson of one that it cannot read. */
        String columns() {
            boolean hasIdentity = lesson.hashCode() % 2 == 0;
            String named = "\"" + lesson + "\"";
            String time = at == null ? "null" : "\"" + at + "\"";
            if (!hasIdentity) {
                return LmsRows.progress(enrollment, named, readable ? time : "20260101");
            }
            String identity = LmsRows.identity("row of " + lesson);
            return readable
                    ? LmsRows.progress(enrollment, named, time) + "," + identity
                    : LmsRows.progress(enrollment, "null", "null") + "," + identity + ","
                            + LmsRows.cannotRead("lesson_id is no id");
        }
    }

    private final TestedTopology tested;
    private final ReferenceModel model;
    private final Random random;
    private final Size size;
    private final RandomIds ids;

    /** In some histories nobody changes the catalog any more in the second half, so that requests complete courses. */
    private final boolean endsCalmly;

    /** In some histories each row can be read. */
    private final boolean isReadable;

    private final RandomCatalog catalog;
    private final RandomRequests requests;
    private final Map<String, LmsEnrollment> enrollments = new TreeMap<>();
    private final List<LmsProgress> progress = new ArrayList<>();
    private final Map<Integer, Runnable> modelledAgain = new HashMap<>();

    RandomHistory(TestedTopology tested, ReferenceModel model, long seed, RandomCatalog.Fault fault) {
        this.tested = tested;
        this.model = model;
        this.random = new Random(seed);
        this.size = random.nextInt(24) == 0 ? Size.LARGE : random.nextInt(5) < 3 ? Size.FEW : Size.SMALL;
        this.ids = size.ids(random, "s" + seed + "-");
        this.endsCalmly = random.nextInt(3) == 0;
        this.isReadable = random.nextBoolean();
        this.catalog = new RandomCatalog(tested, model.catalog(), random, isReadable, fault);
        this.requests = new RandomRequests(random, ids, tested::now);
    }

    /** Plays it, notes the kinds of what was told in {@code kinds}; returns how topology and model differ, or null. */
    @Nullable
    String differences(Set<String> kinds) {
        tested.forgetSent();
        for (int step = size.steps(); step > 0; step--) {
            boolean isCalm = endsCalmly && step <= size.steps() / 2;
            if (isCalm && step == size.steps() / 2) {
                beQuiet();
            }
            step(isCalm ? 3 + random.nextInt(21) : random.nextInt(24));
        }
        pass();
        beQuiet();
        ToldLines told = ToldLines.of(tested, ids, kinds);
        catalog.clear();
        return told.differences(model);
    }

    private void step(int kind) {
        switch (kind) {
            case 0, 1, 2 -> catalogTransaction(this::changeCatalog);
            case 3, 4 -> enroll();
            case 5, 6 -> importRow();
            case 7, 13 -> ask(requests.retry());
            case 8 -> deliverAgain();
            case 9 -> rarely(this::pass);
            case 10 -> rarely(this::snapshot);
            case 11 -> rarely(this::restart);
            case 12 -> rarely(size.equals(Size.FEW) ? 1 : 3, this::beQuiet);
            case 15 -> rarely(this::changeOfMind);
            case 14 -> requests.allLessons().forEach(this::ask);
            default -> ask(requests.next());
        }
    }

    private void rarely(Runnable action) {
        rarely(3, action);
    }

    /** Once in so many times. */
    private void rarely(int times, Runnable action) {
        if (times == 1 || random.nextInt(times) == 0) {
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

    private void changeCatalog() {
        for (int change = 1 + random.nextInt(4); change > 0; change--) {
            catalog.change(ids.course(), ids.lesson());
        }
    }

    private void catalogTransaction(Runnable changes) {
        tested.transaction(changes);
        tested.pass(SLICES);
        model.transactionEnds();
    }

    /** An author has the course require one lesson more, and takes it out again when everybody has been told. */
    private void changeOfMind() {
        String course = ids.course();
        catalogTransaction(() -> catalog.requireMore(course, ids.lessonMore()));
        beQuiet();
        ask(requests.next());
        catalogTransaction(() -> catalog.takeOut(course, ids.lessonMore()));
        beQuiet();
    }

    private void enroll() {
        String id = ids.enrollment();
        if (random.nextInt(8) == 0) {
            String nobody = "\"id\":\"%s\",\"learner_id\":null,\"course_id\":\"%s\",\"status\":\"active\"";
            String course = ids.course();
            enrollments.remove(id);
            tested.row("enrollment", id, false, nobody.formatted(id, course));
            model.invitation(id, course);
            return;
        }
        String status = random.nextInt(3) == 0 ? "dropped" : "active";
        var row = new LmsEnrollment(ids.learner(), ids.course(), status, ended());
        enrollments.put(id, row);
        Instant now = requests.now();
        tested.row("enrollment", id, false, row.columns(id, now));
        row.model(model, id, now);
    }

    private @Nullable Object ended() {
        return switch (random.nextInt(6)) {
            case 0, 1 -> null;
            case 2 -> isReadable ? null : "long ago";
            default -> requests.end();
        };
    }

    private void importRow() {
        boolean readable = isReadable || random.nextInt(5) != 0;
        Instant at = random.nextInt(5) == 0 ? null : random.nextInt(9) == 0 ? FAR_AHEAD : requests.time();
        var row = new LmsProgress(ids.enrollment(), ids.lesson(), at, readable);
        progress.removeIf(before ->
                before.enrollment().equals(row.enrollment()) && before.lesson().equals(row.lesson()));
        boolean deleted = random.nextInt(6) == 0;
        if (!deleted) {
            progress.add(row);
        }
        modelledAgain.put(tested.sent(), () -> model(row, deleted));
        tested.row("progress", row.enrollment(), deleted, row.columns());
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

    private void ask(@Nullable CompletionRequest request) {
        if (request != null) {
            tested.ask(request);
            model.request(request);
        }
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
            tested.snapshotRow(row.enrollment(), "progress", row.columns());
            model(row, false);
        }
        Instant now = requests.now();
        enrollments.forEach((id, row) -> {
            tested.snapshotRow(id, "enrollment", row.columns(id, now));
            row.model(model, id, now);
        });
        tested.pass(SLICES);
    }
}
