package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Completions and waivers that changed nothing: each had to be refused, for the reason that is given. */
final class Refusals {

    private final Partition partition;
    private final Outlines outlines;
    private final Grounds grounds;
    private final Accepted accepted;
    private final TakeBacks takeBacks;
    private final UnknownRejections unknown;
    private final boolean resultsAreCut;

    Refusals(
            Partition partition,
            Outlines outlines,
            EnrollmentTimeline timeline,
            Grounds grounds,
            Accepted accepted,
            TakeBacks takeBacks) {
        this.partition = partition;
        this.outlines = outlines;
        this.grounds = grounds;
        this.accepted = accepted;
        this.takeBacks = takeBacks;
        this.unknown = new UnknownRejections(partition, outlines, timeline);
        this.resultsAreCut = partition.isCut(COMPLETION_RESULTS);
    }

    void check(Decided decided) {
        Decided original = accepted.of(decided.lesson());
        if (decided.result().status() == Status.REPLAYED) {
            objection(decided, original);
            replay(decided, original);
            return;
        }
        switch (Objects.requireNonNull(decided.result().reason())) {
            case NOT_ENROLLMENT_OWNER -> stranger(decided);
            case UNKNOWN_ENROLLMENT -> missing(decided, original);
            case ATTEMPT_OVER, ATTEMPT_NOT_BEGUN -> objection(decided, original);
            case ALREADY_COMPLETED -> {
                objection(decided, original);
                alreadyCompleted(decided, original);
            }
            case UNKNOWN_COURSE, LESSON_NOT_IN_COURSE -> {
                objection(decided, original);
                missing(decided, original);
            }
            case ENROLLMENT_NOT_ACTIVE -> {
                objection(decided, original);
                inactive(decided, original);
            }
            case NOT_COMPLETED, ATTEMPT_EXISTS, ATTEMPT_SKIPPED ->
                partition.report(Violation.REJECTED_WRONGLY, decided, "for what only another command is rejected for");
            // A newer version's: it is a rejection, on grounds that cannot be held against anything here.
            case UNRECOGNIZED -> {}
        }
    }

    /** A completion is of another attempt if and only if the verdict says so. */
    private void objection(Decided decided, @Nullable Decided original) {
        Reason objection = takeBacks.objection(decided, original != null);
        Reason said = decided.result().reason();
        boolean saysOne = said == Reason.ATTEMPT_OVER || said == Reason.ATTEMPT_NOT_BEGUN;
        boolean cannotBeTold =
                objection == null && decided.command() == null && (decided.request() == null || resultsAreCut);
        if (saysOne ? said != objection && !cannotBeTold : objection != null) {
            partition.report(
                    Violation.ATTEMPT_WRONG,
                    decided,
                    "but is %s in attempt %d, of %s".formatted(objection, takeBacks.attempt(), decided.request()));
        }
        if (saysOne) {
            requireOwner(decided);
        }
    }

    private void replay(Decided decided, @Nullable Decided original) {
        if (original == null) {
            if (!resultsAreCut) {
                partition.report(Violation.REPLAYED_WRONGLY, decided, "but it is not complete");
            }
            return;
        }
        CompletionResult first = original.result();
        boolean isSame = first.requestId().equals(decided.result().requestId());
        if (!isSame || !accepted.isRemembered(decided.lesson())) {
            reportOther(Violation.REPLAYED_WRONGLY, decided, original);
        } else if (!Objects.equals(decided.result().completedAt(), first.completedAt())) {
            partition.report(Violation.ORIGINAL_WRONG, decided, "but it was at " + first.completedAt());
        }
        requireOwner(decided);
    }

    private void alreadyCompleted(Decided decided, @Nullable Decided original) {
        if (original == null) {
            if (!resultsAreCut) {
                partition.report(Violation.REJECTED_WRONGLY, decided, "but it is not complete");
            }
            return;
        }
        CompletionResult result = decided.result();
        CompletionResult first = original.result();
        boolean isRemembered = accepted.isRemembered(decided.lesson());
        if (isRemembered && first.requestId().equals(result.requestId())) {
            reportOther(Violation.REJECTED_WRONGLY, decided, original);
        } else if (!Objects.equals(result.originalRequestId(), isRemembered ? first.requestId() : null)
                || !Objects.equals(result.completedAt(), isRemembered ? first.completedAt() : null)) {
            partition.report(
                    Violation.ORIGINAL_WRONG,
                    decided,
                    "names %s at %s, but it was %s at %s"
                            .formatted(
                                    result.originalRequestId(),
                                    result.completedAt(),
                                    first.requestId(),
                                    first.completedAt()));
        }
        requireOwner(decided);
    }

    private void reportOther(Violation violation, Decided decided, Decided original) {
        partition.report(
                violation,
                decided,
                "but completed it was by " + original.result().requestId());
    }

    private void requireOwner(Decided decided) {
        if (!grounds.allow(decided)) {
            reportGrounds(decided);
        }
    }

    private void reportGrounds(Decided decided) {
        partition.report(Violation.REJECTED_WRONGLY, decided, "under " + grounds.text(decided));
    }

    /** Something was not known, or the enrollment is another learner's: so whatever the request is. */
    void missing(Decided decided, @Nullable Decided original) {
        if (original != null) {
            reportOther(Violation.REJECTED_WRONGLY, decided, original);
            requireOwner(decided);
            return;
        }
        boolean isEnrolled = decided.result().reason() != Reason.UNKNOWN_ENROLLMENT;
        if (!unknown.isPlausible(decided) || (isEnrolled && !grounds.allow(decided))) {
            reportGrounds(decided);
        }
        unknown.checkTimes(decided);
    }

    void stranger(Decided decided) {
        boolean knowsNot = decided.request() == null;
        if (!grounds.agree(decided, state -> knowsNot || !Grounds.isOwner(decided, state))) {
            reportGrounds(decided);
        }
    }

    private void inactive(Decided decided, @Nullable Decided original) {
        if (original != null) {
            reportOther(Violation.REJECTED_WRONGLY, decided, original);
            requireOwner(decided);
            return;
        }
        OutlineVersion outline = outlines.under(decided.result());
        boolean courseIsKnown = outline == null ? outlines.isCompacted(decided.result()) : !outline.isDeleted();
        boolean isCommand = decided.result().command() == Kind.WAIVE;
        if (!courseIsKnown
                || isCommand
                || !grounds.agree(
                        decided, state -> !grounds.hasToTake(decided, state) && Grounds.isOwner(decided, state))) {
            reportGrounds(decided);
        }
    }
}
