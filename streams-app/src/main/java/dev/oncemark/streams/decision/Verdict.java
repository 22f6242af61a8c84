package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.streams.enrollment.Enrollment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of a request. */
public sealed interface Verdict {

    /** The lesson is complete because of this request; {@code after} is the enrollment's state from now on. */
    record Accepted(Enrollment after) implements Verdict {}

    /** This request completed the lesson before, at {@code completedAt} (milliseconds since 1970). */
    record Replayed(long completedAt) implements Verdict {}

    /**
     * Nothing changes.
     *
     * @param originalRequestId the request that completed the lesson, where the enrollment still knows it
     * @param completedAt when it did, milliseconds since 1970
     */
    record Rejected(
            Reason reason,
            @Nullable UUID originalRequestId,
            @Nullable Long completedAt) implements Verdict {
        public Rejected(Reason reason) {
            this(reason, null, null);
        }
    }

    /** A row is missing that may be on its way; without it the verdict is a rejection for {@code reason}. */
    record Undecided(Reason reason) implements Verdict {}
}
