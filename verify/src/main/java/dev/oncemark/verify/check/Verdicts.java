package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.CompletionResult;
import java.util.HashMap;
import java.util.Map;

/** Replays an enrollment's results in their order, and reports each that the rules forbid (docs/design.md, section 4). */
final class Verdicts {

    private final Partition partition;
    private final Outlines outlines;
    private final Accepted accepted;
    private final Order order;
    private final Grounds grounds;
    private final TakeBacks takeBacks;
    private final Standings standings;
    private final Acceptances acceptances;
    private final CarriedOutCommands carriedOut;
    private final Refusals refusals;
    private final RefusedCommands refusedCommands;
    private final Map<String, Long> versions = new HashMap<>();
    /** Whether retention took the beginning, and no result has said yet what it came to. */
    private boolean isBeginning;

    Verdicts(
            Partition partition,
            Outlines outlines,
            EnrollmentTimeline timeline,
            Accepted accepted,
            TakeBacks takeBacks) {
        this.partition = partition;
        this.outlines = outlines;
        this.accepted = accepted;
        this.takeBacks = takeBacks;
        this.order = new Order(partition, outlines, timeline);
        this.grounds = new Grounds(partition, outlines, timeline);
        this.standings = new Standings(partition, outlines, accepted);
        this.acceptances = new Acceptances(partition, outlines, timeline, grounds, accepted, takeBacks);
        this.carriedOut = new CarriedOutCommands(partition, grounds, accepted, takeBacks);
        this.refusals = new Refusals(partition, outlines, timeline, grounds, accepted, takeBacks);
        this.refusedCommands = new RefusedCommands(partition, grounds, accepted, takeBacks, refusals);
        this.isBeginning = partition.isCut(COMPLETION_RESULTS);
    }

    void check(Decided decided) {
        CompletionResult result = decided.result();
        order.check(decided);
        catalogVersion(decided);
        beginning(result);
        switch (result.status()) {
            case ACCEPTED -> {
                sequence(decided);
                acceptances.check(decided);
                standings.check(decided);
            }
            case REVOKED, RESET -> {
                sequence(decided);
                carriedOut.check(decided);
                standings.check(decided);
            }
            case REJECTED, REPLAYED -> {
                if (result.command() == Kind.REVOKE || result.command() == Kind.RESET) {
                    refusedCommands.check(decided);
                } else if (result.command() != Kind.UNRECOGNIZED) {
                    refusals.check(decided);
                }
            }
        }
        if (result.attemptNumber() != takeBacks.attempt()) {
            partition.report(
                    Violation.ATTEMPT_WRONG,
                    decided,
                    "says attempt %d, but %d is under way".formatted(result.attemptNumber(), takeBacks.attempt()));
        }
    }

    /** Where the beginning is gone, the first result that knows the enrollment says which attempt is under way. */
    private void beginning(CompletionResult result) {
        if (isBeginning && result.courseId() != null) {
            isBeginning = false;
            boolean isNext = result.status() == CompletionResult.Status.RESET;
            takeBacks.beginIn(result.attemptNumber() - (isNext ? 1 : 0));
        }
    }

    private void sequence(Decided decided) {
        boolean isFirstSeen = accepted.changes().isEmpty() && partition.isCut(COMPLETION_RESULTS);
        if (!isFirstSeen && decided.sequence() != accepted.sequence() + 1) {
            partition.report(
                    Violation.SEQUENCE_BROKEN,
                    decided,
                    "has sequence %d after %d".formatted(decided.sequence(), accepted.sequence()));
        }
    }

    private void catalogVersion(Decided decided) {
        String course = decided.result().courseId();
        Long version = decided.result().catalogVersion();
        if (course == null || version == null) {
            return;
        }
        OutlineVersion latest = outlines.latest(course);
        OutlineVersion under = outlines.version(course, version);
        Long before = versions.put(course, version);
        boolean exists = latest != null && version >= 1 && version <= latest.number();
        boolean goesBack = before != null && before > version;
        if (!exists || goesBack || (under != null && !outlines.canBeKnown(under, grounds.time(decided)))) {
            partition.report(Violation.CATALOG_VERSION_WRONG, decided, "is under version " + version + " of " + course);
        }
    }
}
