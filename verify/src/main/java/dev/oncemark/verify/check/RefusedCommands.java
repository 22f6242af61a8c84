package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import java.util.Objects;

/** Commands that took nothing back and began nothing: each had to be refused, for the reason that is given. */
final class RefusedCommands {

    private final Partition partition;
    private final Grounds grounds;
    private final Accepted accepted;
    private final TakeBacks takeBacks;
    private final Refusals refusals;
    private final boolean resultsAreCut;

    RefusedCommands(Partition partition, Grounds grounds, Accepted accepted, TakeBacks takeBacks, Refusals refusals) {
        this.partition = partition;
        this.grounds = grounds;
        this.accepted = accepted;
        this.takeBacks = takeBacks;
        this.refusals = refusals;
        this.resultsAreCut = partition.isCut(COMPLETION_RESULTS);
    }

    void check(Decided decided) {
        CompletionResult result = decided.result();
        if (result.status() == Status.REPLAYED) {
            replay(decided);
            return;
        }
        switch (Objects.requireNonNull(result.reason())) {
            case UNKNOWN_ENROLLMENT -> refusals.missing(decided, null);
            case NOT_ENROLLMENT_OWNER -> refusals.stranger(decided);
            case NOT_COMPLETED -> notCompleted(decided);
            case ATTEMPT_EXISTS, ATTEMPT_SKIPPED -> attempt(decided);
            case UNKNOWN_COURSE -> unknownCourse(decided);
            case ALREADY_COMPLETED, LESSON_NOT_IN_COURSE, ENROLLMENT_NOT_ACTIVE, ATTEMPT_OVER, ATTEMPT_NOT_BEGUN ->
                partition.report(Violation.REJECTED_WRONGLY, decided, "for what no such command is rejected for");
            // A newer version's: it is a rejection, on grounds that cannot be held against anything here.
            case UNRECOGNIZED -> {}
        }
    }

    private void replay(Decided decided) {
        Long sequence = takeBacks.carriedOut(decided.result().requestId());
        boolean cannotBeTold = sequence == null && resultsAreCut;
        if (!cannotBeTold && !Objects.equals(sequence, decided.result().sequence())) {
            partition.report(
                    Violation.REPLAYED_WRONGLY,
                    decided,
                    "as %s, but it was carried out as %s"
                            .formatted(decided.result().sequence(), sequence));
        }
        requireOwner(decided);
    }

    /** Of a lesson that is not known to be complete: where the course is not known, neither is that. */
    private void unknownCourse(Decided decided) {
        if (decided.result().command() == Kind.REVOKE) {
            refusals.missing(decided, accepted.of(decided.lesson()));
            requireNotCarriedOut(decided);
        } else {
            partition.report(Violation.REJECTED_WRONGLY, decided, "for what no such command is rejected for");
        }
    }

    private void notCompleted(Decided decided) {
        boolean isRevoke = decided.result().command() == Kind.REVOKE;
        Decided original = isRevoke ? accepted.of(decided.lesson()) : null;
        boolean isTheOneMeant = original != null
                && decided.command() instanceof Command.Revoke revoke
                && (revoke.revokes() == null
                        || (accepted.isRemembered(decided.lesson())
                                && revoke.revokes().equals(original.result().requestId())));
        if (!isRevoke || isTheOneMeant) {
            partition.report(Violation.REJECTED_WRONGLY, decided, "but it is complete by " + original);
        }
        requireNotCarriedOut(decided);
        requireOwner(decided);
    }

    private void attempt(Decided decided) {
        int attempt = takeBacks.attempt();
        boolean isReset = decided.result().command() == Kind.RESET;
        boolean isRight = decided.command() instanceof Command.Reset reset
                ? decided.result().reason() == Reason.ATTEMPT_EXISTS
                        ? reset.attempt() <= attempt
                        : reset.attempt() > attempt + 1
                : decided.request() == null;
        if (!isReset || !isRight) {
            partition.report(
                    Violation.ATTEMPT_WRONG, decided, "in attempt %d, of %s".formatted(attempt, decided.command()));
        }
        requireNotCarriedOut(decided);
        requireOwner(decided);
    }

    private void requireNotCarriedOut(Decided decided) {
        Long sequence = takeBacks.carriedOut(decided.result().requestId());
        if (sequence != null) {
            partition.report(Violation.REJECTED_WRONGLY, decided, "but it was carried out, with sequence " + sequence);
        }
    }

    private void requireOwner(Decided decided) {
        if (!grounds.allow(decided)) {
            partition.report(Violation.REJECTED_WRONGLY, decided, "under " + grounds.text(decided));
        }
    }
}
