package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.verify.check.EnrollmentTimeline.Progress;
import java.util.Objects;

/** Accepted completions, imports and waivers: each has to be one that could be accepted (docs/design.md, section 4). */
final class Acceptances {

    private final Partition partition;
    private final Outlines outlines;
    private final EnrollmentTimeline timeline;
    private final Grounds grounds;
    private final Accepted accepted;
    private final TakeBacks takeBacks;
    private final boolean resultsAreCut;

    Acceptances(
            Partition partition,
            Outlines outlines,
            EnrollmentTimeline timeline,
            Grounds grounds,
            Accepted accepted,
            TakeBacks takeBacks) {
        this.partition = partition;
        this.outlines = outlines;
        this.timeline = timeline;
        this.grounds = grounds;
        this.accepted = accepted;
        this.takeBacks = takeBacks;
        this.resultsAreCut = partition.isCut(COMPLETION_RESULTS);
    }

    void check(Decided decided) {
        CompletionResult result = decided.result();
        Decided original = accepted.of(decided.lesson());
        if (original != null) {
            partition.report(Violation.ACCEPTED_TWICE, decided, "was accepted before, at " + original.offset());
        }
        if (result.origin() == Origin.IMPORT) {
            imported(decided);
        } else if (result.command() == Kind.WAIVE) {
            waived(decided);
        } else {
            completed(decided);
        }
        if (result.waiver() != null && result.command() != Kind.WAIVE) {
            partition.report(Violation.WAIVED_WRONGLY, decided, "though nobody asked for a waiver");
        }
        eventId(decided);
        accepted.add(decided);
    }

    private void completed(Decided decided) {
        CompletionResult result = decided.result();
        boolean isComplete = result.command() == null && saysItsTime(result);
        if (!isComplete
                || !grounds.haveLesson(decided)
                || !grounds.agree(
                        decided, state -> grounds.mayTake(decided, state) && Grounds.isOwner(decided, state))) {
            partition.report(Violation.ACCEPTED_WRONGLY, decided, "under " + grounds.text(decided));
        }
        Reason objection = takeBacks.objection(decided, false);
        if (objection != null) {
            partition.report(Violation.ATTEMPT_WRONG, decided, "but is " + objection + " of " + decided.request());
        }
    }

    private static boolean saysItsTime(CompletionResult result) {
        return Objects.equals(result.completedAt(), result.occurredAt());
    }

    private void waived(Decided decided) {
        CompletionResult result = decided.result();
        boolean isAsked = !(decided.command() instanceof Command.Waive waive) || waive.reason() == result.waiver();
        if (result.waiver() == null
                || !isAsked
                || !saysItsTime(result)
                || !grounds.haveLesson(decided)
                || !grounds.allow(decided)) {
            partition.report(Violation.WAIVED_WRONGLY, decided, "under " + grounds.text(decided));
        }
    }

    private void imported(Decided decided) {
        CompletionResult result = decided.result();
        Progress row = timeline.progressAt(result.inOffset());
        boolean isGone = partition.isCut(LMS_ENROLLMENTS) && row == null;
        boolean sameRow = row != null
                && row.lesson().equals(result.lessonId())
                && result.occurredAt().equals(result.completedAt())
                && row.canBeOf(result.occurredAt(), result.decidedAt(), partition.rules());
        boolean sameId = result.requestId().equals(Ids.requestIdOfImport(result.enrollmentId(), decided.lesson()));
        boolean isOver = takeBacks.isBefore(decided.lesson(), result.occurredAt());
        OutlineVersion outline = outlines.under(result);
        boolean hasLesson = outline == null ? outlines.isCompacted(result) : outline.everHad(decided.lesson());
        if (!(sameRow || isGone) || !sameId || isOver || !hasLesson || !grounds.agree(decided, state -> true)) {
            partition.report(
                    Violation.IMPORT_WRONG,
                    decided,
                    "of %s under %s%s"
                            .formatted(row, grounds.text(decided), isOver ? ", of what was taken back since" : ""));
        }
    }

    /** The first acceptance of a lesson in the first attempt has another id than later ones. */
    private void eventId(Decided decided) {
        boolean isLater = takeBacks.isTakenBack(decided.lesson());
        if (isLater && !decided.hasLaterId()) {
            boolean isTwice = accepted.everHad(decided.lesson());
            partition.report(
                    isTwice ? Violation.EVENT_ID_TWICE : Violation.EVENT_ID_WRONG,
                    decided,
                    "has the event id of the lesson's first acceptance");
        } else if (!isLater && decided.hasLaterId() && !resultsAreCut) {
            partition.report(Violation.EVENT_ID_WRONG, decided, "has the event id of a later acceptance");
        }
    }
}
