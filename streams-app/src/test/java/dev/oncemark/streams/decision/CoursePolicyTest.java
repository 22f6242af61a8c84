package dev.oncemark.streams.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.decision.CourseVerdict.Kind;
import dev.oncemark.streams.decision.Verdict.AttemptBegun;
import dev.oncemark.streams.decision.Verdict.Revoked;
import dev.oncemark.streams.enrollment.LessonRef;
import dev.oncemark.streams.enrollment.Revisions;
import java.util.List;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** What an outline that came after a course completion does to it by its policy. */
class CoursePolicyTest {

    private static final Lesson L0 = new Lesson("l0", true, 0);
    private static final Lesson L1 = new Lesson("l1", true, 1);
    private static final Lesson EXTRA = new Lesson("extra", false, 2);
    private static final Lesson NEW = new Lesson("new", true, 3);

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
    void shouldDoNothingByAStickyPolicy() {
        e.course(CompletionPolicy.STICKY, L0, L1, NEW);
        assertSettled(null);
    }

    @Test
    void shouldReopenAndRestore() {
        e.course(CompletionPolicy.REOPEN, L0, L1, EXTRA);
        assertSettled(null);
        e.course(CompletionPolicy.REOPEN, L0, L1, EXTRA, NEW);
        assertThat(e.settle(6_000)).satisfies(verdict -> {
            assertThat(verdict.kind()).isEqualTo(Kind.REOPENED);
            assertThat(verdict.missing()).containsExactly("new");
        });
        assertThat(e.state.hasStandingCompletion()).isFalse();
        assertThat(e.state.completedAt(new LessonRef(0, 0))).isEqualTo(1_000);
        e.complete("extra", 6_500);
        assertSettled(null);
        e.course(CompletionPolicy.REOPEN, L0, L1, EXTRA);
        assertSettled(Kind.RESTORED);
        assertThat(e.state.courseCompletedAt()).isEqualTo(2_000);
        assertThat(e.state.courseCompletions()).isEqualTo(1);
        assertThat(e.state.revisions()).isEqualTo(Revisions.NONE);
        assertSettled(null);
    }

    @Test
    void shouldCompleteAgainWithWhatWasMissing() {
        e.course(CompletionPolicy.REOPEN, L0, L1, NEW);
        assertSettled(Kind.REOPENED);
        e.complete("new", 7_000);
        assertSettled(Kind.COMPLETED);
        assertThat(e.state.courseCompletions()).isEqualTo(2);
        assertThat(e.state.courseCompletedAt()).isEqualTo(7_000);
        assertThat(e.state.revisions().course().reopened()).isNull();
    }

    @Test
    void shouldNotRestoreWithoutALessonThatWasTakenBackMeanwhile() {
        e.course(CompletionPolicy.REOPEN, L0, L1, NEW);
        assertSettled(Kind.REOPENED);
        assertThat(ended(e.revoke("l0", 7_000))).isNull();
        e.course(CompletionPolicy.REOPEN, L0, L1);
        assertSettled(null);
        e.complete("l0", 8_000);
        assertSettled(Kind.COMPLETED);
        assertThat(e.state.courseCompletions()).isEqualTo(2);
    }

    @Test
    void shouldNoteOnceWhatIsCompletedOftenWhileItIsReopened() {
        e.course(CompletionPolicy.REOPEN, L0, L1, EXTRA, NEW);
        assertSettled(Kind.REOPENED);
        for (long time = 7_000; time < 7_010; time += 2) {
            e.complete("extra", time);
            e.revoke("extra", time + 1);
        }
        assertThat(e.state.revisions().course().reopened())
                .satisfies(reopened -> assertThat(reopened.since()).containsExactly(new LessonRef(0, 2)));
    }

    @Test
    void shouldRestoreOnlyTheCourseThatWasReopened() {
        e.course(CompletionPolicy.REOPEN, L0, L1, NEW);
        assertSettled(Kind.REOPENED);
        e.course("other", L0, L1);
        e.move("other");
        var moved = e.state;
        assertSettled(Kind.COMPLETED);
        assertThat(e.state.courseCompletions()).isEqualTo(2);
        e.state = moved;
        e.move("course");
        assertSettled(null);
        e.course(CompletionPolicy.REOPEN, L0, L1);
        assertSettled(Kind.RESTORED);
    }

    @Test
    void shouldForgetAReopenedCompletionWithTheNextAttempt() {
        e.course(CompletionPolicy.REOPEN, L0, L1, NEW);
        assertSettled(Kind.REOPENED);
        assertThat(e.reset(2, true, 7_000)).isEqualTo(new AttemptBegun(e.state, null, false));
        e.course(CompletionPolicy.REOPEN, EXTRA, L0);
        e.complete("l0", 8_000);
        assertSettled(Kind.COMPLETED);
        assertThat(e.state.courseCompletions()).isEqualTo(2);
    }

    @Test
    void shouldEndNothingByAMove() {
        e.put(new CourseOutline(
                "other", 1, true, List.of(NEW), List.of(), null, null, null, null, CompletionPolicy.REOPEN));
        e.move("other");
        assertSettled(null);
        e.course(CompletionPolicy.REOPEN, L0, L1, NEW);
        e.move("third");
        e.move("course");
        assertSettled(Kind.REOPENED);
    }

    @Test
    void shouldEndNothingWhileTheCourseIsNotQuietOrARowCannotBeRead() {
        e.put(new CourseOutline(
                "course", 4, true, List.of(L0, NEW), List.of(), null, true, null, null, CompletionPolicy.REOPEN));
        assertSettled(null);
        e.course(CompletionPolicy.REOPEN, L0, NEW);
        assertThat(CourseDecision.decide(e.state, e.outlines(), () -> true, 9_000))
                .isNull();
        assertSettled(Kind.REOPENED);
    }

    @Test
    void shouldTellOnceWhatIsMissingByTheFlagPolicy() {
        e.course(CompletionPolicy.FLAG, L0, L1, NEW);
        assertThat(e.settle(6_000)).satisfies(verdict -> {
            assertThat(verdict.kind()).isEqualTo(Kind.CONTENT_CHANGED);
            assertThat(verdict.missing()).containsExactly("new");
        });
        assertSettled(null);
        e.course(CompletionPolicy.FLAG, L0, L1, NEW, new Lesson("newer", true, 4));
        assertSettled(Kind.CONTENT_CHANGED);
        e.course(CompletionPolicy.FLAG, L0, L1, NEW);
        assertSettled(Kind.CONTENT_CHANGED);
        e.course(CompletionPolicy.FLAG, L0, L1);
        assertSettled(Kind.NOTHING);
        assertThat(e.state.revisions()).isEqualTo(Revisions.NONE);
        assertThat(e.state.courseCompletedAt()).isEqualTo(2_000);
        e.course(CompletionPolicy.FLAG, L0, L1, NEW);
        assertSettled(Kind.CONTENT_CHANGED);
    }

    /** What is less because the learner did some of it is no change of the content. */
    @Test
    void shouldNotTellWhatTheLearnerDidOfWhatWasMissing() {
        e.course(CompletionPolicy.FLAG, L0, L1, NEW, new Lesson("newer", true, 4));
        assertSettled(Kind.CONTENT_CHANGED);
        e.complete("new", 6_000);
        assertSettled(null);
        e.complete("newer", 7_000);
        assertSettled(null);
        assertThat(e.state.revisions().course().flagged().isEmpty()).isTrue();
        assertThat(e.state.courseCompletions()).isEqualTo(1);
    }
}
