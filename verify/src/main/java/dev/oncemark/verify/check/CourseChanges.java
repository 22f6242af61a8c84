package dev.oncemark.verify.check;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.verify.check.CourseState.Owed;
import dev.oncemark.verify.check.Told.Changed;
import java.util.List;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** Course changes: each follows from a command, or from an outline and its policy, in every field. */
final class CourseChanges {

    private final Partition partition;
    private final Outlines outlines;
    private final CourseState state;
    private final long knownFrom;

    /** @param knownFrom the first change of the enrollment that is not gone by retention; 0 if none is */
    CourseChanges(Partition partition, Outlines outlines, CourseState state, long knownFrom) {
        this.partition = partition;
        this.outlines = outlines;
        this.state = state;
        this.knownFrom = knownFrom;
    }

    void check(Changed changed) {
        CourseChange change = changed.change();
        OutlineVersion outline =
                change.catalogVersion() == null ? null : outlines.version(change.courseId(), change.catalogVersion());
        String problem = problem(change, outline);
        if (problem != null) {
            partition.report(
                    Violation.COURSE_CHANGE_UNFOUNDED, "%s %s %s".formatted(changed.at(partition), change, problem));
        }
    }

    private @Nullable String problem(CourseChange change, @Nullable OutlineVersion outline) {
        if (change.sequence() < state.sequence()) {
            return "comes after sequence " + state.sequence();
        }
        if (change.completion() != state.number()) {
            return "is not about the latest completion, " + state.number();
        }
        return switch (change.change()) {
            case REVOKED, ATTEMPT_STARTED -> byCommand(change, outline);
            case REOPENED, RESTORED, CONTENT_CHANGED -> byCatalog(change, outline);
            // A newer version's: on grounds that cannot be held against anything here.
            case UNRECOGNIZED -> null;
        };
    }

    private @Nullable String byCommand(CourseChange change, @Nullable OutlineVersion outline) {
        Owed owed = state.owed();
        if (owed == null
                || owed.change() != change.change()
                || change.sequence() != owed.by().sequence()) {
            return isBeforeAllThatIsKnown(change) ? takenOver(change) : "but no command did so";
        }
        state.owe(null);
        CompletionResult result = owed.by().result();
        boolean isOfCommand = result.requestId().equals(change.requestId())
                && Objects.equals(result.commandReason(), change.commandReason())
                && Objects.equals(result.courseId(), change.courseId())
                && Objects.equals(result.learnerId(), change.learnerId())
                && Objects.equals(result.catalogVersion(), change.catalogVersion())
                && result.attemptNumber() == change.attemptNumber()
                && String.valueOf(result.command()).equals(change.cause().name());
        boolean isMissingOwed = change.cause() == Cause.REVOKE && outline != null;
        return isOfCommand ? missing(change, outline, isMissingOwed) : "but the command is " + result;
    }

    private boolean isBeforeAllThatIsKnown(CourseChange change) {
        return change.sequence() < knownFrom;
    }

    /** The command is gone by retention. */
    private @Nullable String takenOver(CourseChange change) {
        if (change.cause() == Cause.RESET) {
            state.began(change.attemptNumber(), change.change() == Change.ATTEMPT_STARTED);
        } else {
            state.revoked();
        }
        return null;
    }

    private @Nullable String byCatalog(CourseChange change, @Nullable OutlineVersion outline) {
        if (change.cause() != Cause.CATALOG || change.requestId() != null || change.commandReason() != null) {
            return "names a command";
        }
        if (knownFrom == 0 && change.attemptNumber() != state.attempt()) {
            return "is not of attempt " + state.attempt();
        }
        var latest = state.latest();
        if (latest == null || !change.courseId().equals(latest.completion().courseId())) {
            return "is not of the course that was complete";
        }
        if (change.change() == Change.RESTORED ? !state.isReopened() : !state.isComplete()) {
            return "but complete: " + state.isComplete() + ", reopened: " + state.isReopened();
        }
        String problem = outline == null ? null : underOutline(change, outline);
        apply(change, outline);
        return problem;
    }

    private void apply(CourseChange change, @Nullable OutlineVersion outline) {
        if (change.change() == Change.REOPENED) {
            state.reopened();
        } else if (change.change() == Change.RESTORED) {
            state.restored();
        } else if (outline != null) {
            state.flagged(state.missing(outline), outline.number());
        }
    }

    private @Nullable String underOutline(CourseChange change, OutlineVersion outline) {
        if (!outline.isCompletable()) {
            return "under an outline that completes nobody";
        }
        if (change.change() == Change.RESTORED) {
            boolean isWhole = state.missing(outline).isEmpty() || knownFrom > 0;
            return isWhole && !(state.isCompletedAnew(outline) && knownFrom == 0)
                    ? null
                    : "but missing are " + state.missing(outline) + ", or something was completed since";
        }
        CompletionPolicy policy = change.change() == Change.REOPENED ? CompletionPolicy.REOPEN : CompletionPolicy.FLAG;
        if (outline.outline().policy() != policy) {
            return "under policy " + outline.outline().policy();
        }
        Long before = state.flaggedWith(state.missing(outline));
        if (policy == CompletionPolicy.FLAG
                && before != null
                && outlines.alwaysLacked(outline, before, state.standing().keySet())) {
            return "was told before";
        }
        return missing(change, outline, true);
    }

    private @Nullable String missing(CourseChange change, @Nullable OutlineVersion outline, boolean isOwed) {
        Integer count = change.missing();
        List<String> named = change.missingLessons();
        if (count == null || named == null) {
            return isOwed || count != null || named != null ? "does not say what is missing" : null;
        }
        if (outline == null || knownFrom > 0) {
            return count > 0 && named.size() == Math.min(count, CourseChange.MAX_MISSING) ? null : "miscounts";
        }
        List<String> missing = state.missing(outline);
        List<String> first = missing.subList(0, Math.min(missing.size(), CourseChange.MAX_MISSING));
        return count == missing.size() && count > 0 && named.equals(first) ? null : "but missing are " + missing;
    }
}
