package dev.oncemark.streams;

import dev.oncemark.streams.enrollment.CourseRecord;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import dev.oncemark.streams.enrollment.Ordinals;
import dev.oncemark.streams.enrollment.Revisions;
import dev.oncemark.streams.enrollment.Revisions.Attempt;
import java.util.List;
import java.util.function.UnaryOperator;
import org.jspecify.annotations.Nullable;

/** What the state of an enrollment could lack, so that the decision would be wrong although its rules are right. */
enum StateFault {
    WHAT_COULD_NOT_BE_READ(UnaryOperator.identity()),
    WHEN_IT_ENDED(UnaryOperator.identity()),
    WHEN_LESSONS_WERE_TAKEN_BACK(
            it -> new Revisions(it.attempt(), List.of(), it.commands(), it.course(), it.completedBy())),
    WHEN_THE_ATTEMPT_BEGAN(it -> new Revisions(
            new Attempt(it.attempt().number(), 0), it.takeBacks(), it.commands(), it.course(), it.completedBy())),
    WHICH_ATTEMPT_IT_IS(
            it -> new Revisions(new Attempt(1, 0), it.takeBacks(), it.commands(), it.course(), it.completedBy())),
    WHICH_COMMANDS_WERE_CARRIED_OUT(
            it -> new Revisions(it.attempt(), it.takeBacks(), List.of(), it.course(), it.completedBy())),
    WHAT_MADE_EVERYTHING_COMPLETE(it -> new Revisions(it.attempt(), it.takeBacks(), it.commands(), it.course(), null)),
    EARLIER_COMPLETIONS(it -> with(
            it,
            new CourseRecord(
                    0,
                    it.course().kept(),
                    it.course().completedIn(),
                    it.course().flagged(),
                    null))),
    THAT_A_COMPLETION_WAS_KEPT(it -> with(
            it,
            new CourseRecord(
                    it.course().earlier(),
                    false,
                    it.course().completedIn(),
                    it.course().flagged(),
                    it.course().reopened()))),
    WHICH_COURSE_WAS_COMPLETED(it -> with(
            it,
            new CourseRecord(
                    it.course().earlier(),
                    it.course().kept(),
                    CourseRecord.HERE,
                    it.course().flagged(),
                    it.course().reopened()))),
    WHAT_WAS_TOLD_TO_BE_MISSING(it -> with(
            it,
            new CourseRecord(
                    it.course().earlier(),
                    it.course().kept(),
                    it.course().completedIn(),
                    Ordinals.NONE,
                    it.course().reopened()))),
    THAT_A_COMPLETION_WAS_REOPENED(it -> with(
            it,
            new CourseRecord(
                    it.course().earlier(),
                    it.course().kept(),
                    it.course().completedIn(),
                    it.course().flagged(),
                    null))),
    WHAT_WAS_COMPLETED_SINCE(it -> with(
            it,
            new CourseRecord(
                    it.course().earlier(),
                    it.course().kept(),
                    it.course().completedIn(),
                    it.course().flagged(),
                    unfinished(it))));

    @SuppressWarnings("ImmutableEnumChecker") // lambdas without state
    private final UnaryOperator<Revisions> memory;

    StateFault(UnaryOperator<Revisions> memory) {
        this.memory = memory;
    }

    private static Revisions with(Revisions it, CourseRecord course) {
        return new Revisions(it.attempt(), it.takeBacks(), it.commands(), course, it.completedBy());
    }

    private static CourseRecord.@Nullable Reopened unfinished(Revisions it) {
        var reopened = it.course().reopened();
        return reopened == null
                ? null
                : new CourseRecord.Reopened(reopened.course(), reopened.completedAt(), List.of());
    }

    /** Stores that do not keep it. */
    KeptStores stores() {
        return this == WHAT_COULD_NOT_BE_READ ? KeptStores.withoutUnreadableRows() : KeptStores.of(this::remembered);
    }

    private Enrollment remembered(Enrollment it) {
        Membership membership = it.membership();
        return new Enrollment(
                this == WHEN_IT_ENDED
                        ? new Membership(membership.learnerId(), membership.active(), membership.rowVersion())
                        : membership,
                it.current(),
                it.courses(),
                it.history(),
                it.courseCompletedAt(),
                it.imports(),
                memory.apply(it.revisions()));
    }
}
