package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;
import static dev.oncemark.contracts.Topics.LMS_ENROLLMENTS;

import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.Origin;
import dev.oncemark.verify.check.Told.Changed;
import dev.oncemark.verify.check.Told.Completed;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * Replays an enrollment's accepted changes together with what was told of its course: {@code sequence} says between which
 * changes something was told. A completion comes before the changes that are about it, and those before the next.
 */
final class CourseReplay {

    private final Partition partition;
    private final Outlines outlines;
    private final UnreadableRows unreadable;
    private final Accepted accepted;
    private final List<Told> told;
    private final CourseState state = new CourseState();
    private final CourseCommands commands;
    private final CourseChanges changes;
    private final CourseCompletions completions;
    private int next;
    /** Whether the course was complete at some time since the latest change. */
    private boolean isTold;

    private boolean isReported;

    /** @param told by number of completion, in order */
    CourseReplay(
            Partition partition, Outlines outlines, EnrollmentTimeline timeline, Accepted accepted, List<Told> told) {
        this.partition = partition;
        this.outlines = outlines;
        this.unreadable = timeline.unreadable();
        this.accepted = accepted;
        this.told = told;
        List<Decided> all = accepted.changes();
        boolean isCut = partition.isCut(COMPLETION_RESULTS)
                && (all.isEmpty() || all.get(0).sequence() > 1);
        long first = all.isEmpty() ? Long.MAX_VALUE : all.get(0).sequence();
        this.commands = new CourseCommands(partition, outlines, state, isCut);
        this.changes = new CourseChanges(partition, outlines, state, isCut ? first : 0);
        this.completions = new CourseCompletions(partition, outlines, timeline, accepted, state, isCut);
    }

    /** What it all comes to. */
    CourseState run() {
        List<Decided> all = accepted.changes();
        for (int index = 0; index < all.size(); index++) {
            Decided change = all.get(index);
            tell(change.sequence() - 1);
            apply(change);
            state.passed(change.sequence());
            tell(change.sequence());
            commands.requireTold();
            if (change.isAccepted()) {
                due(all, index);
            }
        }
        tell(Long.MAX_VALUE);
        return state;
    }

    private void apply(Decided change) {
        if (change.isAccepted()) {
            state.standing().putIfAbsent(change.lesson(), change);
        } else if (change.result().status() == Status.REVOKED) {
            commands.revoke(change);
        } else {
            commands.reset(change);
        }
        isReported &= change.isAccepted();
        isTold = state.isComplete();
    }

    /** Takes what was told when so many changes were accepted. */
    private void tell(long sequence) {
        while (next < told.size() && told.get(next).sequence() <= sequence) {
            Told each = told.get(next++);
            if (each instanceof Completed completed) {
                completions.check(completed);
            } else if (each instanceof Changed changed) {
                changes.check(changed);
            }
            state.passed(each.sequence());
            isTold |= state.isComplete();
            isReported &= !isTold;
        }
    }

    /** An acceptance that completes the course under its outline is told with it. */
    private void due(List<Decided> all, int index) {
        Decided decided = all.get(index);
        OutlineVersion outline = outlines.under(decided.result());
        if (isTold
                || isReported
                || outline == null
                || !outline.isCompletedBy(state.standing().keySet())) {
            return;
        }
        Told completing = completing();
        String course = decided.result().courseId();
        if (completing == null && !unreadable.isThere()) {
            isReported = true;
            boolean isRestored = state.isReopened() && !state.isCompletedAnew(outline);
            partition.report(
                    isRestored ? Violation.COURSE_CHANGE_MISSING : Violation.COURSE_COMPLETION_MISSING,
                    decided,
                    "completed course " + course);
        } else if (completing != null && completing.sequence() > lastOfBatch(all, index) && !mayHaveBeenHeld()) {
            isReported = true;
            partition.report(
                    Violation.COURSE_COMPLETION_LATE,
                    "%s %s, but it was complete with sequence %d"
                            .formatted(completing.at(partition), completing, decided.sequence()));
        }
    }

    /** Whether a row of the enrollment could not be read for a time; retention may have taken it. */
    private boolean mayHaveBeenHeld() {
        return unreadable.everWas() || partition.isCut(LMS_ENROLLMENTS);
    }

    /** What is told next, where it is that the course is complete. */
    private @Nullable Told completing() {
        Told following = next < told.size() ? told.get(next) : null;
        boolean completes = following instanceof Completed
                || (following instanceof Changed changed && changed.change().change() == Change.RESTORED);
        return completes ? following : null;
    }

    /** Imported rows that became known together are applied together, and then the course is looked at. */
    private static long lastOfBatch(List<Decided> all, int index) {
        int last = index;
        while (isImport(all.get(index)) && last + 1 < all.size() && isImport(all.get(last + 1))) {
            last++;
        }
        return all.get(last).sequence();
    }

    private static boolean isImport(Decided change) {
        return change.result().origin() == Origin.IMPORT;
    }
}
