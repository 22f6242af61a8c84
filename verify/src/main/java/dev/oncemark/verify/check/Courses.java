package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.IMPORTED_COURSE_COMPLETIONS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import dev.oncemark.verify.check.EnrollmentTimeline.State;
import dev.oncemark.verify.check.Entries.Completed;
import dev.oncemark.verify.history.Log;
import java.time.Instant;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/** One course completion for an enrollment that has every required lesson, and none for another. */
final class Courses {

    /** How long a change of the catalog may take to complete the courses of a large partition, milliseconds. */
    private static final long REEVALUATION = 60_000;

    private final Partition partition;
    private final Outlines outlines;
    private final EnrollmentTimeline timeline;
    private final Accepted accepted;
    private @Nullable Completed first;

    Courses(Partition partition, Outlines outlines, EnrollmentTimeline timeline, Accepted accepted) {
        this.partition = partition;
        this.outlines = outlines;
        this.timeline = timeline;
        this.accepted = accepted;
    }

    /** The completion of the enrollment's course, or null if there is none. */
    @Nullable
    Completed completed() {
        return first;
    }

    void add(Completed completed) {
        partition.findings().count("course completions");
        if (first != null) {
            report(Violation.COURSE_COMPLETED_TWICE, completed, "was completed before, at " + at(first));
            return;
        }
        first = completed;
        CourseCompletion completion = completed.completion();
        OutlineVersion outline = outlines.version(completion.courseId(), completion.catalogVersion());
        Set<String> lessons = accepted.lessonsBy(completion.sequence());
        boolean isCut = partition.isCut(COMPLETION_RESULTS);
        if (outline != null && !isCut && !outline.isCompletedBy(lessons)) {
            report(Violation.COURSE_COMPLETED_WRONGLY, completed, "but only %s were completed".formatted(lessons));
        }
        boolean isEnrolled = partition.isCut(LMS_ENROLLMENTS) || timeline.everWas(state -> isOf(state, completion));
        boolean saysItsOutline =
                outline == null ? isCompacted(completion) : outline.requiredLessons() == completion.requiredLessons();
        boolean isInItsTopic =
                completed.topic().equals(IMPORTED_COURSE_COMPLETIONS.name()) == (completion.origin() == Origin.IMPORT);
        if (!isEnrolled || !saysItsOutline || !isInItsTopic || !(isCut || saysItsTime(completion, outline))) {
            report(Violation.COURSE_COMPLETION_DIFFERS, completed, "of " + timeline.latest());
        }
        Instant decidedAt = completion.decidedAt();
        if (decidedAt != null && timeline.unreadable().wasThere(decidedAt, partition.rules())) {
            report(Violation.COURSE_COMPLETED_UNREAD, completed, "while " + timeline.unreadable());
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
        Instant last = accepted.latestTimeOf(outline.required(), completion.sequence());
        boolean isBounded = last != null && last.isAfter(decidedAt);
        return completedAt.equals(isBounded ? decidedAt : last) || accepted.canBeTakenFor(completedAt);
    }

    /** To be called when everything of the enrollment is known. */
    void end() {
        Set<String> lessons = new HashSet<>();
        List<Decided> inOrder = accepted.inOrder();
        for (int index = 0; index < inOrder.size(); index++) {
            Decided decided = inOrder.get(index);
            lessons.add(decided.lesson());
            OutlineVersion outline = outlines.under(decided.result());
            if (outline != null && outline.isCompletedBy(lessons)) {
                dueWith(decided, lastOfBatch(inOrder, index));
                return;
            }
        }
        dueByNow();
    }

    /** Imported rows that became known together are applied together, and then the course is looked at. */
    private static long lastOfBatch(List<Decided> inOrder, int index) {
        int last = index;
        while (inOrder.get(index).result().origin() == Origin.IMPORT
                && last + 1 < inOrder.size()
                && inOrder.get(last + 1).result().origin() == Origin.IMPORT) {
            last++;
        }
        return Accepted.sequence(inOrder.get(last));
    }

    private void dueWith(Decided decided, long latest) {
        CompletionResult result = decided.result();
        if (first == null && !timeline.unreadable().isThere()) {
            partition.report(Violation.COURSE_COMPLETION_MISSING, decided, "completed course " + result.courseId());
        } else if (first != null
                && first.completion().sequence() > latest
                && !timeline.unreadable().everWas()) {
            report(Violation.COURSE_COMPLETION_LATE, first, "but it was complete with sequence " + result.sequence());
        }
    }

    private void dueByNow() {
        State state = timeline.latest();
        OutlineVersion outline = state == null || first != null ? null : outlines.latest(state.course());
        boolean isHeld = timeline.unreadable().isThere();
        if (state == null || outline == null || isHeld || !outline.isCompletedBy(accepted.lessons())) {
            return;
        }
        long since = Math.max(outline.publishedAt(), state.since());
        if (partition.rules().settled() || since < partition.history().takenAt() - REEVALUATION) {
            partition.report(
                    Violation.COURSE_COMPLETION_MISSING,
                    "enrollment %s has every lesson that course %s requires in version %d"
                            .formatted(
                                    accepted.inOrder().get(0).result().enrollmentId(),
                                    state.course(),
                                    outline.number()));
        }
    }

    private void report(Violation violation, Completed completed, String what) {
        partition.report(violation, at(completed) + " " + completed.completion() + " " + what);
    }

    private String at(Completed completed) {
        return new Log(completed.topic(), partition.number()).at(completed.offset());
    }
}
