package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_RESULTS;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import org.jspecify.annotations.Nullable;

/** How far the enrollment is, as an accepted change says: required lessons, and how many of them are complete by then. */
final class Standings {

    private final Partition partition;
    private final Outlines outlines;
    private final Accepted accepted;

    Standings(Partition partition, Outlines outlines, Accepted accepted) {
        this.partition = partition;
        this.outlines = outlines;
        this.accepted = accepted;
    }

    /** To be called when the change is made. */
    void check(Decided decided) {
        CompletionResult result = decided.result();
        Integer completed = result.requiredCompleted();
        Integer required = result.required();
        OutlineVersion outline = outlines.under(result);
        if (completed == null || required == null) {
            // Earlier versions did not say it, and had no take-backs.
            boolean isOwed = result.status() == Status.REVOKED && outline != null && !outline.isDeleted();
            if (isOwed || completed != null || required != null) {
                report(decided, outline);
            }
        } else if (completed > required || (outline != null && !isRight(outline, completed, required))) {
            report(decided, outline);
        }
    }

    private boolean isRight(OutlineVersion outline, int completed, int required) {
        long complete =
                outline.required().stream().filter(accepted.lessons()::contains).count();
        return required == outline.requiredLessons()
                && (completed == complete || (completed > complete && partition.isCut(COMPLETION_RESULTS)));
    }

    private void report(Decided decided, @Nullable OutlineVersion outline) {
        CompletionResult result = decided.result();
        partition.report(
                Violation.STANDING_WRONG,
                decided,
                "says %s of %s, but complete are %s, required %s"
                        .formatted(
                                result.requiredCompleted(),
                                result.required(),
                                accepted.lessons(),
                                outline == null ? "unknown" : outline.required()));
    }
}
