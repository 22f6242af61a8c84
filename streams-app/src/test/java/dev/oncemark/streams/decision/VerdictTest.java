package dev.oncemark.streams.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.AttemptBegun;
import dev.oncemark.streams.decision.Verdict.CarriedOutBefore;
import dev.oncemark.streams.decision.Verdict.Cases;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.decision.Verdict.Revoked;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

class VerdictTest {

    private static final Enrollment AFTER = Enrollment.of(new Membership("learner", true, 7), "course");

    private static final Cases<String> NAMES = new Cases<>() {
        @Override
        public String accepted(Accepted verdict) {
            return "accepted";
        }

        @Override
        public String replayed(Replayed verdict) {
            return "replayed";
        }

        @Override
        public String rejected(Rejected verdict) {
            return "rejected";
        }

        @Override
        public String pending(Pending verdict) {
            return "pending";
        }

        @Override
        public String revoked(Revoked verdict) {
            return "revoked";
        }

        @Override
        public String attemptBegun(AttemptBegun verdict) {
            return "attempt begun";
        }

        @Override
        public String carriedOutBefore(CarriedOutBefore verdict) {
            return "carried out before";
        }
    };

    @Test
    void shouldChangeTheEnrollmentOnlyWhereSomethingIsAccepted() {
        assertIs(new Accepted(AFTER), "accepted", false, AFTER);
        assertIs(new Revoked(AFTER, null, 1), "revoked", false, AFTER);
        assertIs(new AttemptBegun(AFTER, null, false), "attempt begun", false, AFTER);
        assertIs(new CarriedOutBefore(3), "carried out before", false, null);
        assertIs(new Replayed(1), "replayed", false, null);
        assertIs(new Rejected(Reason.ALREADY_COMPLETED), "rejected", false, null);
    }

    @Test
    void shouldBePendingWhereARowIsMissing() {
        assertIs(new Pending(Reason.UNKNOWN_COURSE), "pending", true, null);
    }

    private static void assertIs(Verdict verdict, String name, boolean isPending, @Nullable Enrollment after) {
        assertThat(verdict.match(NAMES)).isEqualTo(name);
        assertThat(verdict.isPending()).isEqualTo(isPending);
        assertThat(verdict.after()).isEqualTo(after);
    }
}
