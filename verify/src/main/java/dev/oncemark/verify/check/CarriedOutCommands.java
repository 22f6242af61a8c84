package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import java.util.Objects;
import java.util.UUID;

/** Commands that were carried out: each took back what stood, or began the next attempt (docs/design.md, section 4). */
final class CarriedOutCommands {

    private final Partition partition;
    private final Grounds grounds;
    private final Accepted accepted;
    private final TakeBacks takeBacks;
    private final boolean resultsAreCut;

    CarriedOutCommands(Partition partition, Grounds grounds, Accepted accepted, TakeBacks takeBacks) {
        this.partition = partition;
        this.grounds = grounds;
        this.accepted = accepted;
        this.takeBacks = takeBacks;
        this.resultsAreCut = partition.isCut(COMPLETION_RESULTS);
    }

    void check(Decided decided) {
        boolean isReset = decided.result().status() == Status.RESET;
        Violation violation = isReset ? Violation.RESET_WRONGLY : Violation.REVOKED_WRONGLY;
        Long before = takeBacks.carriedOut(decided.result().requestId());
        if (before != null) {
            partition.report(violation, decided, "was carried out before, with sequence " + before);
        }
        if (!grounds.allow(decided)) {
            partition.report(violation, decided, "under " + grounds.text(decided));
        }
        if (isReset) {
            reset(decided);
        } else {
            revoked(decided);
        }
        accepted.end(decided);
        takeBacks.add(decided);
    }

    private void revoked(Decided decided) {
        Decided original = accepted.of(decided.lesson());
        if (original == null) {
            if (!resultsAreCut) {
                partition.report(Violation.REVOKED_WRONGLY, decided, "but the lesson was not complete");
            }
            return;
        }
        CompletionResult result = decided.result();
        UUID remembered =
                accepted.isRemembered(decided.lesson()) ? original.result().requestId() : null;
        UUID meant = decided.command() instanceof Command.Revoke revoke ? revoke.revokes() : null;
        if (meant != null && !meant.equals(remembered)) {
            partition.report(
                    Violation.REVOKED_WRONGLY, decided, "meant %s, but it was %s".formatted(meant, remembered));
        }
        if (!Objects.equals(result.revokedRequestId(), remembered)) {
            partition.report(
                    Violation.REVOKED_WRONGLY,
                    decided,
                    "names %s, but it was %s".formatted(result.revokedRequestId(), remembered));
        }
    }

    private void reset(Decided decided) {
        int attempt = decided.result().attemptNumber();
        boolean isAsked = !(decided.command() instanceof Command.Reset reset) || reset.attempt() == attempt;
        boolean isNext = attempt == takeBacks.attempt() + 1;
        if (!isAsked || !isNext) {
            partition.report(
                    Violation.RESET_WRONGLY,
                    decided,
                    "begins attempt %d after %d, asked for by %s"
                            .formatted(attempt, takeBacks.attempt(), decided.command()));
        }
    }
}
