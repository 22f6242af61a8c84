package dev.oncemark.verify.check;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** A part of the good history: commands, later attempts, and courses that change after they were completed. */
final class GoodCommands {

    private static final long GRACE = 10_000;

    private final HistoryWriter writer;
    private int requests = 1_000;

    GoodCommands(HistoryWriter writer) {
        this.writer = writer;
    }

    void write() {
        eve();
        hal();
        fay();
        gus();
    }

    private UUID next() {
        return new UUID(1, ++requests);
    }

    private Instant now() {
        return Instant.ofEpochMilli(writer.now);
    }

    /** Does the course three times, and the administrators change their minds. */
    private void eve() {
        Learner eve = new Learner(writer, "e-eve", "algebra", List.of("sets", "maps"));
        UUID first = next();
        Instant begun = now();
        eve.accept(first, "sets");
        eve.accept(next(), "maps");
        eve.completeCourse(eve.latest());
        Instant completedAt = eve.latest();
        writer.pass(1_000);
        UUID revocation = next();
        eve.revoke(revocation, "sets", 1);
        eve.replay(eve.asking(revocation, null, revoke("sets", null)), 3);
        eve.reject(eve.asking(next(), null, revoke("sets", null)), Reason.NOT_COMPLETED);
        eve.reject(eve.dated(first, "sets", now(), null, true), Reason.ATTEMPT_OVER);
        eve.reject(eve.dated(next(), "sets", begun, null, null), Reason.ATTEMPT_OVER);
        eve.accept(next(), "sets");
        eve.completeCourse(eve.latest());
        eve.reject(eve.asking(next(), null, revoke("sets", first)), Reason.NOT_COMPLETED);
        eve.reset(next(), true, null);
        eve.reject(eve.asking(next(), null, new Command.Reset(2, true, "AGAIN")), Reason.ATTEMPT_EXISTS);
        eve.reject(eve.asking(next(), null, new Command.Reset(4, true, "AGAIN")), Reason.ATTEMPT_SKIPPED);
        eve.reject(eve.dated(next(), "maps", now(), 1, null), Reason.ATTEMPT_OVER);
        eve.reject(eve.dated(next(), "maps", now(), 3, null), Reason.ATTEMPT_NOT_BEGUN);
        eve.waive(next(), "sets");
        eve.accept(datedByServer(eve.dated(next(), "maps", now(), 2, true)));
        eve.completeCourse(eve.latest());
        eve.reset(next(), false, 3);
        writer.progress("e-eve", "maps", completedAt);
        eve.accept(next(), "rings");
    }

    /** The client's clock was twenty minutes ahead. */
    private static CompletionRequest datedByServer(CompletionRequest request) {
        return new CompletionRequest(
                request.requestId(),
                request.enrollmentId(),
                request.lessonId(),
                request.receivedAt(),
                request.receivedAt(),
                request.clientId(),
                request.learnerId(),
                request.attempt(),
                request.keyed(),
                null,
                null,
                request.receivedAt().plusSeconds(1_200));
    }

    private static Command revoke(String lesson, @Nullable UUID revokes) {
        return new Command.Revoke(lesson, "MARKED_BY_MISTAKE", revokes);
    }

    /** Asks for a lesson that there is not, which holds no other lesson but every command. */
    private void hal() {
        Learner hal = new Learner(writer, "e-hal", "algebra", List.of("sets", "maps"));
        CompletionRequest late = hal.asking(next(), "integrals", null);
        long lateAt = writer.ask(late);
        hal.accept(next(), "rings");
        CompletionRequest barrier = hal.asking(next(), null, revoke("rings", null));
        long barrierAt = writer.ask(barrier);
        CompletionRequest behind = hal.asking(next(), "sets", null);
        long behindAt = writer.ask(behind);
        writer.pass(GRACE + 100);
        hal.reject(late, lateAt, Reason.LESSON_NOT_IN_COURSE);
        hal.revoke(barrier, barrierAt, "rings", null);
        hal.accept(behind, behindAt);
    }

    /** Her course gets a lesson, loses it, and gets it again: by its policy she is to complete that as well. */
    private void fay() {
        Learner fay = new Learner(writer, "e-fay", "physics", List.of("motion"));
        fay.accept(next(), "motion");
        fay.completeCourse(fay.latest());
        Instant setsAt = now();
        Learner ivy = ivy();
        writer.outline(physics(2, true, "motion", "heat"));
        writer.pass(60_000);
        writer.outline(physics(3, false, "motion", "heat"));
        fay.under(3, "motion", "heat");
        fay.tell(Change.REOPENED);
        ivy.under(3, "motion", "heat");
        ivy.tell(Change.REOPENED);
        ivy.move("music", "sets");
        ivy.completeCourse(setsAt.plusMillis(50));
        writer.outline(physics(4, false, "motion"));
        fay.under(4, "motion");
        fay.tell(Change.RESTORED);
        writer.outline(physics(5, false, "motion", "heat"));
        fay.under(5, "motion", "heat");
        fay.tell(Change.REOPENED);
        fay.accept(next(), "heat");
        fay.completeCourse(fay.latest());
    }

    /** Is moved to a course of which she has done everything before, while her own is reopened: that is another. */
    private Learner ivy() {
        Learner ivy = new Learner(writer, "e-ivy", "algebra", List.of("sets", "maps"));
        ivy.accept(next(), "sets");
        ivy.move("physics", "motion");
        ivy.accept(next(), "motion");
        ivy.completeCourse(ivy.latest());
        return ivy;
    }

    private static CourseOutline physics(long version, boolean isSettling, String... lessons) {
        return outline("physics", version, isSettling, CompletionPolicy.REOPEN, lessons);
    }

    /** His course gets a lesson: by its policy he is told. */
    private void gus() {
        Learner gus = new Learner(writer, "e-gus", "chemistry", List.of("atoms"));
        gus.accept(next(), "atoms");
        gus.completeCourse(gus.latest());
        writer.outline(outline("chemistry", 2, false, CompletionPolicy.FLAG, "atoms", "acids"));
        gus.under(2, "atoms", "acids");
        gus.tell(Change.CONTENT_CHANGED);
    }

    /** The first lesson is always there; the second is a former one where it is not. */
    static CourseOutline outline(
            String course, long version, boolean isSettling, @Nullable CompletionPolicy policy, String... lessons) {
        List<Lesson> present = new java.util.ArrayList<>();
        for (String lesson : lessons) {
            present.add(new Lesson(lesson, true, present.size()));
        }
        List<FormerLesson> former =
                version == 4 && lessons.length == 1 ? List.of(new FormerLesson("heat", 1)) : List.of();
        return new CourseOutline(
                course, version, true, present, former, null, isSettling ? true : null, null, null, policy);
    }
}
