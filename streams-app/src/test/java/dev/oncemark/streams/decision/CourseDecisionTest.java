package dev.oncemark.streams.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.decision.CourseVerdict.Kind;
import dev.oncemark.streams.decision.Verdict.AttemptBegun;
import dev.oncemark.streams.decision.Verdict.Revoked;
import dev.oncemark.streams.enrollment.LessonRef;
import dev.oncemark.streams.enrollment.Revisions;
import java.util.List;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What becomes of a course completion: by commands. */
class CourseDecisionTest {

    private static final Lesson L0 = new Lesson("l0", true, 0);
    private static final Lesson L1 = new Lesson("l1", true, 1);

    private final DecidedEnrollment e = new DecidedEnrollment();

    @BeforeEach
    void completeTheCourse() {
        e.complete("l0", 1_000);
        e.complete("l1", 2_000);
        e.completeCourse(5_000);
    }

    private static @Nullable Integer ended(Verdict verdict) {
        return ((Revoked) verdict).endedCompletion();
    }

    private void assertSettled(@Nullable Kind kind) {
        CourseVerdict verdict = e.settle(9_000);
        assertThat(verdict == null ? null : verdict.kind()).isEqualTo(kind);
    }

    @Test
    void shouldNumberTheFirstCompletion() {
        assertThat(e.state.courseCompletions()).isEqualTo(1);
        assertThat(e.state.hasStandingCompletion()).isTrue();
        assertThat(e.state.courseCompletedAt()).isEqualTo(2_000);
        assertThat(e.state.revisions()).isEqualTo(Revisions.NONE);
        assertSettled(null);
    }

    @Test
    void shouldNotDateACompletionLaterThanNow() {
        DecidedEnrollment ahead = new DecidedEnrollment();
        ahead.complete("l0", 1_000);
        ahead.complete("l1", 99_000);
        ahead.completeCourse(5_000);
        assertThat(ahead.state.courseCompletedAt()).isEqualTo(5_000);
    }

    @Test
    void shouldEndWithARequiredLessonAndBeCompletedAgain() {
        assertThat(ended(e.revoke("l0", 3_000))).isEqualTo(1);
        assertThat(e.state.isCourseCompleted()).isFalse();
        assertThat(e.state.hasStandingCompletion()).isFalse();
        assertThat(e.state.courseCompletions()).isEqualTo(1);
        assertSettled(null);
        assertThat(ended(e.revoke("l1", 3_500))).isNull();
        e.complete("l0", 4_000);
        e.complete("l1", 4_500);
        assertSettled(Kind.COMPLETED);
        assertThat(e.state.courseCompletions()).isEqualTo(2);
        assertThat(e.state.courseCompletedAt()).isEqualTo(4_500);
        assertThat(ended(e.revoke("l1", 6_000))).isEqualTo(2);
    }

    @Test
    void shouldStandWithoutALessonThatIsNotRequired() {
        e.complete("extra", 3_000);
        assertThat(ended(e.revoke("extra", 4_000))).isNull();
        e.course("course", L0, new Lesson("l1", false, 1));
        assertThat(ended(e.revoke("l1", 4_000))).isNull();
        assertThat(e.state.isCourseCompleted()).isTrue();
    }

    @Test
    void shouldStandWhereTheLessonCannotBeShownToBeRequired() {
        e.put(new CourseOutline("course", 5, true, List.of(L0), List.of(), true));
        assertThat(ended(e.revoke("l0", 4_000))).isNull();
        e.move("unknown");
        e.course("course", L0, L1);
        assertThat(ended(e.revoke("l1", 4_000))).isNull();
        assertThat(e.state.isCourseCompleted()).isTrue();
    }

    /** Times are dropped with the completion; what is not among the latest acceptances is dated by it. */
    @Test
    void shouldDateWhatItForgotByTheCompletionThatEnded() {
        for (int ordinal = 10; ordinal < 25; ordinal++) {
            e.state = e.state.withCompletion(new UUID(4, ordinal), ordinal, 100);
        }
        e.revoke("l1", 3_000);
        assertThat(e.state.completedAt(new LessonRef(0, 0))).isEqualTo(2_000);
        assertThat(e.state.completedAt(new LessonRef(0, 10))).isEqualTo(100);
        e.complete("l1", 1_500);
        assertSettled(Kind.COMPLETED);
        assertThat(e.state.courseCompletedAt()).isEqualTo(2_000);
    }

    @Test
    void shouldKeepTheCompletionOverAReset() {
        assertThat(e.reset(2, true, 3_000)).isEqualTo(new AttemptBegun(e.state, 1, false));
        assertThat(e.state.hasStandingCompletion()).isTrue();
        assertThat(e.state.isCourseCompleted()).isFalse();
        assertThat(e.reset(3, true, 3_500)).isEqualTo(new AttemptBegun(e.state, 1, false));
        assertThat(e.reset(4, false, 4_000)).isEqualTo(new AttemptBegun(e.state, 1, true));
        assertThat(e.reset(5, false, 4_500)).isEqualTo(new AttemptBegun(e.state, null, false));
        assertThat(e.state.courseCompletions()).isEqualTo(1);
    }

    @Test
    void shouldEndTheLatestCompletionByAReset() {
        e.reset(2, true, 3_000);
        e.complete("l0", 4_000);
        e.complete("l1", 5_000);
        assertSettled(Kind.COMPLETED);
        assertThat(e.state.courseCompletions()).isEqualTo(2);
        assertThat(e.reset(3, false, 6_000)).isEqualTo(new AttemptBegun(e.state, 2, true));
        assertThat(e.state.hasStandingCompletion()).isFalse();
        assertThat(e.reset(4, true, 7_000)).isEqualTo(new AttemptBegun(e.state, null, false));
    }

    @Test
    void shouldNotEndAKeptCompletionWithALessonOfALaterAttempt() {
        e.reset(2, true, 3_000);
        e.complete("l0", 4_000);
        assertThat(ended(e.revoke("l0", 5_000))).isNull();
        assertThat(e.state.hasStandingCompletion()).isTrue();
    }
}
