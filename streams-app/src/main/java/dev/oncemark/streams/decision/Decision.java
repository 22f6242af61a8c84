package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.streams.decision.Request.Commanded;
import dev.oncemark.streams.decision.Request.Completion;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.enrollment.Enrollment;
import org.jspecify.annotations.Nullable;

/**
 * Decides requests (docs/design.md, section 4). The owner is checked before anything that would tell a stranger what the
 * learner did; a lesson once completed is found whichever course it or the enrollment moved to.
 *
 * @param late how long after an enrollment ended completions may come that happened before, in milliseconds; 0 for not at all
 */
public record Decision(long late) {

    /** The outlines that are known. */
    @FunctionalInterface
    public interface Outlines {

        /** The course's latest outline, or null if there was none yet. */
        @Nullable
        Outline outline(String courseId);
    }

    /** The verdict on a request; {@code enrollment} is null where it is not known. */
    public Verdict decide(@Nullable Enrollment enrollment, Outlines outlines, Request request) {
        if (enrollment == null) {
            return new Pending(Reason.UNKNOWN_ENROLLMENT);
        }
        if (request.learnerId() != null && !request.learnerId().equals(enrollment.learnerId())) {
            return new Rejected(Reason.NOT_ENROLLMENT_OWNER);
        }
        return request instanceof Completion completion
                ? Completions.decide(enrollment, outlines, completion, late)
                : Commands.decide(enrollment, outlines, (Commanded) request);
    }
}
