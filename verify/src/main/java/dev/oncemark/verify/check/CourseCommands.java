package dev.oncemark.verify.check;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.verify.check.CourseState.Owed;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/** What commands do to the completion of a course: their results have to say it, and a course change to tell it. */
final class CourseCommands {

    private final Partition partition;
    private final Outlines outlines;
    private final CourseState state;
    private final boolean isCut;

    /** @param isCut whether the enrollment's first changes are gone by retention */
    CourseCommands(Partition partition, Outlines outlines, CourseState state, boolean isCut) {
        this.partition = partition;
        this.outlines = outlines;
        this.state = state;
        this.isCut = isCut;
    }

    /** A lesson that the course requires ends its completion; another does not. */
    void revoke(Decided decided) {
        CompletionResult result = decided.result();
        state.standing().remove(decided.lesson());
        Integer ended = result.endedCompletion();
        OutlineVersion outline = outlines.under(result);
        boolean cannotBeTold = outline == null && result.catalogVersion() != null;
        boolean isRequired =
                outline != null && !outline.isDeleted() && outline.required().contains(decided.lesson());
        boolean ends = state.isComplete() && (cannotBeTold ? ended != null : isRequired);
        require(Violation.REVOKED_WRONGLY, decided, ends ? state.number() : null);
        if (ends) {
            state.revoked();
            state.owe(new Owed(Change.REVOKED, state.number(), decided));
        }
    }

    /** A completion ends that is not to be kept; one that is stands on. */
    void reset(Decided decided) {
        CompletionResult result = decided.result();
        boolean keeps = decided.command() instanceof Command.Reset reset
                ? reset.keepsCompletion()
                : result.endedCompletion() == null;
        boolean stood = state.stands();
        require(Violation.RESET_WRONGLY, decided, stood && !keeps ? state.number() : null);
        state.began(result.attemptNumber(), keeps);
        if (stood) {
            state.owe(new Owed(keeps ? Change.ATTEMPT_STARTED : Change.REVOKED, state.number(), decided));
        }
    }

    private void require(Violation violation, Decided decided, @Nullable Integer ends) {
        Integer ended = decided.result().endedCompletion();
        if (!Objects.equals(ended, ends) && !isCut) {
            partition.report(violation, decided, "ends completion %s, not %s".formatted(ended, ends));
        }
    }

    /** To be called when everything is read that was told with the command. */
    void requireTold() {
        Owed owed = state.owed();
        if (owed != null) {
            partition.report(
                    Violation.COURSE_CHANGE_MISSING,
                    owed.by(),
                    "told nobody that completion %d: %s".formatted(owed.number(), owed.change()));
            state.owe(null);
        }
    }
}
