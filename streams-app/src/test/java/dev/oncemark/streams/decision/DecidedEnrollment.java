package dev.oncemark.streams.decision;

import static java.util.Objects.requireNonNull;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Reset;
import dev.oncemark.contracts.Command.Revoke;
import dev.oncemark.contracts.Command.Waive;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.decision.Decision.Outlines;
import dev.oncemark.streams.decision.Request.Commanded;
import dev.oncemark.streams.decision.Request.Completion;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** An enrollment in "course", whose required lessons are l0 and l1 and whose extra one is not, and requests about it. */
final class DecidedEnrollment {

    static final Membership LEARNER = new Membership("learner", true, 7);

    final Map<String, Outline> known = new HashMap<>();
    Enrollment state = Enrollment.of(LEARNER, "course");
    private long requests;

    DecidedEnrollment() {
        course("course", new Lesson("l0", true, 0), new Lesson("l1", true, 1), new Lesson("extra", false, 2));
    }

    Outlines outlines() {
        return known::get;
    }

    Outline outline() {
        return requireNonNull(known.get(state.courseId()));
    }

    void course(String id, Lesson... lessons) {
        put(new CourseOutline(id, 3, true, List.of(lessons), List.of(), null));
    }

    void course(CompletionPolicy policy, Lesson... lessons) {
        put(new CourseOutline(
                "course",
                4,
                true,
                List.of(lessons),
                List.of(new FormerLesson("gone", 40)),
                null,
                null,
                null,
                null,
                policy));
    }

    void put(CourseOutline outline) {
        known.put(outline.courseId(), Outline.of(outline));
    }

    void move(String course) {
        state = state.withRow(LEARNER, course);
    }

    UUID id() {
        return new UUID(9, ++requests);
    }

    /** Decides it, and keeps what it leads to. */
    Verdict decide(Request request) {
        Verdict verdict = Decisions.BY_DEFAULT.decide(state, outlines(), request);
        Enrollment after = verdict.after();
        state = after == null ? state : after;
        return verdict;
    }

    /** A plain client completes the lesson: no key, no date. */
    Verdict complete(String lesson, long at) {
        return decide(new Completion(id(), lesson, null, at));
    }

    Verdict complete(UUID id, String lesson, long at) {
        return decide(new Completion(id, lesson, null, at));
    }

    /** As an offline client does, which says when it was. */
    Verdict completeLater(String lesson, long occurredAt, long receivedAt) {
        return decide(new Completion(id(), lesson, null, occurredAt, receivedAt, 0, false));
    }

    Verdict completeKeyed(UUID id, String lesson, long at) {
        return decide(new Completion(id, lesson, null, at, at, 0, true));
    }

    Verdict completeIn(int attempt, String lesson, long at) {
        return decide(new Completion(id(), lesson, null, at, at, attempt, false));
    }

    Verdict revoke(String lesson, long at) {
        return command(id(), new Revoke(lesson, "MISTAKE", null), at);
    }

    Verdict revoke(String lesson, UUID revokes, long at) {
        return command(id(), new Revoke(lesson, "MISTAKE", revokes), at);
    }

    Verdict waive(UUID id, String lesson, long at) {
        return command(id, new Waive(lesson, Waiver.TESTED_OUT), at);
    }

    Verdict reset(int attempt, boolean keep, long at) {
        return command(id(), new Reset(attempt, keep, "AGAIN"), at);
    }

    Verdict command(UUID id, Command command, long at) {
        return decide(new Commanded(id, null, at, at, command, "admin"));
    }

    /** The course is complete: what its last lesson's acceptance leads to in the app. */
    void completeCourse(long now) {
        CourseVerdict verdict = settle(now);
        if (verdict == null || verdict.kind() != CourseVerdict.Kind.COMPLETED) {
            throw new AssertionError("the course is not complete, but " + verdict);
        }
    }

    @Nullable
    CourseVerdict settle(long now) {
        CourseVerdict verdict = CourseDecision.decide(state, outlines(), () -> false, now);
        state = verdict == null ? state : verdict.after();
        return verdict;
    }
}
