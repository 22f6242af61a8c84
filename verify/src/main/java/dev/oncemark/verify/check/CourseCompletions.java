package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import dev.oncemark.verify.check.EnrollmentTimeline.State;
import dev.oncemark.verify.check.Told.Completed;
import java.time.Instant;
import java.util.Objects;
import java.util.Set;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;

/** Course completions: each is of an enrollment that has every required lesson, the next only after the one before ended. */
final class CourseCompletions {

    private final Partition partition;
    private final Outlines outlines;
    private final EnrollmentTimeline timeline;
    private final Accepted accepted;
    private final CourseState state;
    private final boolean isCut;

    /** @param isCut whether the enrollment's first changes are gone by retention */
    CourseCompletions(
            Partition partition,
            Outlines outlines,
            EnrollmentTimeline timeline,
            Accepted accepted,
            CourseState state,
            boolean isCut) {
        this.partition = partition;
        this.outlines = outlines;
        this.timeline = timeline;
        this.accepted = accepted;
        this.state = state;
        this.isCut = isCut;
    }

    void check(Completed completed) {
        CourseCompletion completion = completed.completion();
        OutlineVersion outline = outlines.version(completion.courseId(), completion.catalogVersion());
        if (completed.number() <= state.number()) {
            report(Violation.COURSE_COMPLETED_TWICE, completed, "was completed before, at " + at(state.latest()));
            return;
        }
        if (completed.number() > state.number() + 1) {
            report(
                    Violation.COURSE_COMPLETION_MISSING,
                    completed,
                    "comes after completion " + state.number() + ": one between is not there");
        }
        boolean isAgain = outline != null && !state.isCompletedAnew(outline) && !isCut;
        if (state.isComplete() || isAgain) {
            report(
                    Violation.COURSE_COMPLETED_TWICE,
                    completed,
                    "but the one before did not end: " + at(state.latest()));
        }
        lessons(completed, outline);
        says(completed, outline);
        state.completed(completed);
    }

    private void lessons(Completed completed, @Nullable OutlineVersion outline) {
        Set<String> lessons = state.standing().keySet();
        boolean isUnordered = completed.sequence() < state.sequence() || completed.sequence() > accepted.sequence();
        if (!isCut && (isUnordered || (outline != null && !outline.isCompletedBy(lessons)))) {
            report(
                    Violation.COURSE_COMPLETED_WRONGLY,
                    completed,
                    "but only %s were completed with sequence %d".formatted(lessons, state.sequence()));
        }
        Instant decidedAt = completed.completion().decidedAt();
        if (decidedAt != null && timeline.unreadable().wasThere(decidedAt, partition.rules())) {
            report(Violation.COURSE_COMPLETED_UNREAD, completed, "while " + timeline.unreadable());
        }
    }

    private void says(Completed completed, @Nullable OutlineVersion outline) {
        CourseCompletion completion = completed.completion();
        boolean isEnrolled = partition.isCut(LMS_ENROLLMENTS) || timeline.everWas(state -> isOf(state, completion));
        boolean saysItsOutline =
                outline == null ? isCompacted(completion) : outline.requiredLessons() == completion.requiredLessons();
        boolean isInItsTopic =
                completed.topic().equals(IMPORTED_COURSE_COMPLETIONS.name()) == (completion.origin() == Origin.IMPORT);
        boolean saysItsAttempt = isCut || completion.attemptNumber() == state.attempt();
        if (!isEnrolled
                || !saysItsOutline
                || !isInItsTopic
                || !saysItsAttempt
                || !(isCut || saysItsTime(completion, outline))) {
            report(
                    Violation.COURSE_COMPLETION_DIFFERS,
                    completed,
                    "of %s in attempt %d".formatted(timeline.latest(), state.attempt()));
        }
    }

    private static boolean isOf(State state, CourseCompletion completion) {
        return state.course().equals(completion.courseId()) && state.learner().equals(completion.learnerId());
    }

    private boolean isCompacted(CourseCompletion completion) {
        OutlineVersion latest = outlines.latest(completion.courseId());
        return latest != null && completion.catalogVersion() < latest.number();
    }

    /** Without {@code decidedAt} it is of version 0.1.0, which dated courses by the latest of all completions. */
    private boolean saysItsTime(CourseCompletion completion, @Nullable OutlineVersion outline) {
        Instant completedAt = completion.completedAt();
        Instant decidedAt = completion.decidedAt();
        if (decidedAt == null) {
            return completion.origin() == Origin.CATALOG
                    || completedAt.equals(accepted.latestTimeBy(completion.sequence()));
        }
        if (outline == null || completedAt.isAfter(decidedAt)) {
            return !completedAt.isAfter(decidedAt);
        }
        Instant last = times(outline).max(Instant::compareTo).orElse(null);
        boolean isBounded = last != null && last.isAfter(decidedAt);
        return completedAt.equals(isBounded ? decidedAt : last)
                || accepted.canBeTakenFor(completedAt)
                || isTakenFromBefore(completedAt, outline);
    }

    /** The times of the lessons that the outline requires. */
    private Stream<Instant> times(OutlineVersion outline) {
        return outline.required().stream()
                .map(state.standing()::get)
                .filter(Objects::nonNull)
                .map(Accepted::time);
    }

    /** Times are not kept with a completed course: lessons that it had are then taken to be as old as that completion. */
    private boolean isTakenFromBefore(Instant completedAt, OutlineVersion outline) {
        Completed before = state.latest();
        if (before == null || before.completion().attemptNumber() != state.attempt()) {
            return false;
        }
        Instant latestSince = outline.required().stream()
                .map(state.standing()::get)
                .filter(decided -> decided != null && decided.sequence() > before.sequence())
                .map(Accepted::time)
                .max(Instant::compareTo)
                .orElse(Instant.MIN);
        boolean isOfOne = completedAt.equals(before.completion().completedAt())
                || times(outline).anyMatch(completedAt::equals);
        return isOfOne && !completedAt.isBefore(latestSince);
    }

    private void report(Violation violation, Completed completed, String what) {
        partition.report(violation, at(completed) + " " + completed.completion() + " " + what);
    }

    private String at(@Nullable Completed completed) {
        return completed == null ? "none" : completed.at(partition);
    }
}
