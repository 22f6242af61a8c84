package dev.oncemark.streams.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.decision.CourseVerdict.Kind;
import dev.oncemark.streams.decision.Request.Completion;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.enrollment.Membership;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Completions of an enrollment that is over: each is judged by what was so when it happened, where that is known. */
class EndedEnrollmentTest {

    private static final long DAY = Duration.ofDays(1).toMillis();
    private static final long END = 1_767_225_600_000L;
    private static final long BOUND = 30 * DAY;
    private static final Rejected NOT_ACTIVE = new Rejected(Reason.ENROLLMENT_NOT_ACTIVE);

    private final DecidedEnrollment e = new DecidedEnrollment();

    private void row(boolean active, @Nullable Long endedAt, String course) {
        e.state = e.state.withRow(new Membership("learner", active, 8, endedAt), course);
    }

    private void end() {
        row(false, END, "course");
    }

    @Test
    void shouldAcceptWhatHappenedBeforeTheEnd() {
        end();
        assertThat(e.completeLater("l0", END - DAY, END + DAY)).isInstanceOf(Accepted.class);
        assertThat(e.state.completedAt(new dev.oncemark.streams.enrollment.LessonRef(0, 0)))
                .isEqualTo(END - DAY);
        assertThat(e.state.membership().endedAt()).isEqualTo(END);
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, false", "1, false"})
    void shouldRefuseWhatHappenedAtTheEndOrLater(long after, boolean accepted) {
        end();
        Verdict verdict = e.completeLater("l0", END + after, END + DAY);
        assertThat(verdict instanceof Accepted).isEqualTo(accepted);
        assertThat(accepted || verdict.equals(NOT_ACTIVE)).isTrue();
    }

    @ParameterizedTest
    @CsvSource({"-1, true", "0, true", "1, false"})
    void shouldRefuseWhatComesTooLate(long over, boolean accepted) {
        end();
        assertThat(e.completeLater("l0", END - 1, END + BOUND + over) instanceof Accepted)
                .isEqualTo(accepted);
    }

    @Test
    void shouldTakeNothingLateWhereThatIsSwitchedOff() {
        end();
        Decision off = new Decision(0);
        for (long receivedAt : new long[] {END - 1, END, END + 1}) {
            var request = new Completion(e.id(), "l0", null, END - DAY, receivedAt, 0, false);
            assertThat(off.decide(e.state, e.outlines(), request)).isEqualTo(NOT_ACTIVE);
        }
    }

    @Test
    void shouldRefuseWhatNobodyDated() {
        end();
        assertThat(e.complete("l0", END + 1)).isEqualTo(NOT_ACTIVE);
    }

    /** The API had it before the end: then it happened before, whoever says so. */
    @Test
    void shouldAcceptWhatCameBeforeTheEndAndIsDecidedAfterIt() {
        end();
        assertThat(e.complete("l0", END - 1)).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldRefuseWhereTheEndIsNotKnown() {
        row(false, null, "course");
        assertThat(e.completeLater("l0", END - DAY, END + DAY)).isEqualTo(NOT_ACTIVE);
    }

    @Test
    void shouldKnowOfNoEndWhileTheEnrollmentIsActive() {
        row(true, END, "course");
        assertThat(e.state.membership().endedAt()).isNull();
        assertThat(e.completeLater("l0", END + 1, END + BOUND + DAY)).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldDecideLateOnesAsAnyOthers() {
        UUID first = e.id();
        e.completeKeyed(first, "l0", END - 2 * DAY);
        end();
        assertThat(e.completeLater("l0", END - DAY, END + DAY))
                .isEqualTo(new Rejected(Reason.ALREADY_COMPLETED, first, END - 2 * DAY));
        assertThat(e.completeKeyed(first, "l0", END + DAY)).isEqualTo(new Replayed(END - 2 * DAY));
        assertThat(e.completeLater("l9", END - DAY, END + DAY)).isEqualTo(new Pending(Reason.LESSON_NOT_IN_COURSE));
        var strangers = new Completion(e.id(), "l1", "somebody else", END - DAY, END + DAY, 0, false);
        assertThat(e.decide(strangers)).isEqualTo(new Rejected(Reason.NOT_ENROLLMENT_OWNER));
        var ahead = new Completion(e.id(), "l1", null, END - DAY, END + DAY, 2, false);
        assertThat(e.decide(ahead)).isEqualTo(new Rejected(Reason.ATTEMPT_NOT_BEGUN));
    }

    @Test
    void shouldNotBringBackWhatWasTakenBack() {
        e.complete("l0", END - 3 * DAY);
        e.revoke("l0", END - 2 * DAY);
        end();
        assertThat(e.completeLater("l0", END - 2 * DAY, END + DAY)).isEqualTo(new Rejected(Reason.ATTEMPT_OVER));
        assertThat(e.completeLater("l0", END - DAY, END + DAY)).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldCompleteTheCourseByALateCompletion() {
        e.complete("l0", END - 2 * DAY);
        end();
        assertThat(e.completeLater("l1", END - DAY, END + DAY)).isInstanceOf(Accepted.class);
        CourseVerdict verdict = e.settle(END + DAY);
        assertThat(verdict).isNotNull();
        assertThat(java.util.Objects.requireNonNull(verdict).kind()).isEqualTo(Kind.COMPLETED);
        assertThat(e.state.courseCompletedAt()).isEqualTo(END - DAY);
    }

    @Test
    void shouldForgetTheEndWhereTheEnrollmentBeginsAgain() {
        end();
        row(true, null, "course");
        assertThat(e.completeLater("l0", END + DAY, END + 2 * DAY)).isInstanceOf(Accepted.class);
        row(false, END + 3 * DAY, "course");
        assertThat(e.completeLater("l1", END + 2 * DAY, END + 4 * DAY)).isInstanceOf(Accepted.class);
        row(false, null, "course");
        assertThat(e.completeLater("extra", END - DAY, END + 4 * DAY)).isEqualTo(NOT_ACTIVE);
    }

    @Test
    void shouldDecideUnderTheCourseThatTheEndedEnrollmentMovedTo() {
        e.course("other", new Lesson("m0", true, 0));
        row(false, END, "other");
        assertThat(e.completeLater("m0", END - DAY, END + DAY)).isInstanceOf(Accepted.class);
        assertThat(e.completeLater("l0", END - DAY, END + DAY)).isEqualTo(new Pending(Reason.LESSON_NOT_IN_COURSE));
        row(false, null, "other");
        assertThat(e.state.membership().endedAt()).isNull();
    }
}
