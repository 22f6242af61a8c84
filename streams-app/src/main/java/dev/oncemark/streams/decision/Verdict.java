package dev.oncemark.streams.decision;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.streams.enrollment.Enrollment;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** What becomes of a request. A new kind of verdict does not compile before every user of {@link Cases} handles it. */
public sealed interface Verdict {

    /** Whether a row of the LMS is missing that may be on its way, so that the request can wait for it. */
    default boolean isPending() {
        return false;
    }

    /** The enrollment's state from now on, or null where it stays as it is. */
    default @Nullable Enrollment after() {
        return null;
    }

    /** What {@code cases} makes of this kind of verdict. */
    <R> R match(Cases<R> cases);

    /** One case for each kind of verdict. */
    interface Cases<R> {
        R accepted(Accepted verdict);

        R replayed(Replayed verdict);

        R rejected(Rejected verdict);

        R pending(Pending verdict);

        R revoked(Revoked verdict);

        R attemptBegun(AttemptBegun verdict);

        R carriedOutBefore(CarriedOutBefore verdict);
    }

    /** The lesson is complete because of this request. */
    record Accepted(Enrollment after) implements Verdict {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.accepted(this);
        }
    }

    /** This request completed the lesson before, at {@code completedAt} (milliseconds since 1970). */
    record Replayed(long completedAt) implements Verdict {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.replayed(this);
        }
    }

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

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.rejected(this);
        }
    }

    /** A row is missing that may be on its way; without it the verdict is a rejection for {@code reason}. */
    record Pending(Reason reason) implements Verdict {
        @Override
        public boolean isPending() {
            return true;
        }

        @Override
        public <R> R match(Cases<R> cases) {
            return cases.pending(this);
        }
    }

    /**
     * The lesson is not complete any more.
     *
     * @param revokedRequestId the request that had completed it, where the enrollment still knows it
     * @param endedCompletion the number of the course completion that ended with it, or null
     */
    record Revoked(
            Enrollment after,
            @Nullable UUID revokedRequestId,
            @Nullable Integer endedCompletion) implements Verdict {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.revoked(this);
        }
    }

    /**
     * Another attempt began: no lesson is complete.
     *
     * @param completion the number of the course completion that stood until now, or null
     * @param ended whether it ended
     */
    record AttemptBegun(Enrollment after, @Nullable Integer completion, boolean ended) implements Verdict {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.attemptBegun(this);
        }
    }

    /** This command was carried out before, as the change {@code sequence}. */
    record CarriedOutBefore(long sequence) implements Verdict {
        @Override
        public <R> R match(Cases<R> cases) {
            return cases.carriedOutBefore(this);
        }
    }
}
