package dev.oncemark.streams.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command.Reset;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Standing;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.decision.Verdict.Revoked;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.LessonRef;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** Completions and imported rows around take-backs: what belongs to what was taken back, and what completes again. */
class TakenBackTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final Rejected OVER = new Rejected(Reason.ATTEMPT_OVER);

    private final DecidedEnrollment e = new DecidedEnrollment();

    @Test
    void shouldCompleteAgainWhatWasTakenBackForAPlainClient() {
        e.complete(FIRST, "l0", 1_000);
        e.revoke("l0", 2_000);
        assertThat(e.complete(FIRST, "l0", 1_500)).isInstanceOf(Accepted.class);
        assertThat(e.complete(FIRST, "l0", 3_000)).isEqualTo(new Replayed(1_500));
        e.reset(2, true, 4_000);
        assertThat(e.complete(FIRST, "l0", 3_500)).isInstanceOf(Accepted.class);
        assertThat(e.state.sequence()).isEqualTo(5);
    }

    @Test
    void shouldRejectTheRetryOfAKeyThatWasTakenBack() {
        e.completeKeyed(FIRST, "l0", 1_000);
        assertThat(e.completeKeyed(FIRST, "l0", 1_100)).isEqualTo(new Replayed(1_000));
        e.revoke("l0", 2_000);
        assertThat(e.completeKeyed(FIRST, "l0", 9_000)).isEqualTo(OVER);
        assertThat(e.completeKeyed(SECOND, "l0", 9_000)).isInstanceOf(Accepted.class);
        e.reset(2, true, 10_000);
        assertThat(e.completeKeyed(SECOND, "l0", 11_000)).isEqualTo(OVER);
        assertThat(e.completeKeyed(FIRST, "l0", 11_000)).isEqualTo(OVER);
    }

    @Test
    void shouldTakeAKeyForAnotherLessonThanThatOfTheAcceptance() {
        e.completeKeyed(FIRST, "l0", 1_000);
        e.revoke("l0", 2_000);
        assertThat(e.completeKeyed(FIRST, "l1", 3_000)).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldFindTheKeyOfALessonThatMoved() {
        e.completeKeyed(FIRST, "l0", 1_000);
        e.move("other");
        e.course("other", new Lesson("l0", true, 3));
        e.revoke("l0", 2_000);
        assertThat(e.completeKeyed(FIRST, "l0", 3_000)).isEqualTo(OVER);
    }

    @Test
    void shouldRejectWhatHappenedBeforeTheTakeBack() {
        e.complete("l0", 1_000);
        e.revoke("l0", 2_000);
        assertThat(e.completeLater("l0", 1_999, 5_000)).isEqualTo(OVER);
        assertThat(e.completeLater("l0", 2_000, 5_000)).isEqualTo(OVER);
        assertThat(e.completeLater("l1", 500, 5_000)).isInstanceOf(Accepted.class);
        assertThat(e.completeLater("l0", 2_001, 5_000)).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldLookAtTheLatestTakeBack() {
        e.complete("l0", 1_000);
        e.revoke("l0", 2_000);
        e.complete("l0", 3_000);
        e.revoke("l0", 4_000);
        assertThat(e.state.revisions().takeBacks()).hasSize(1);
        assertThat(e.completeLater("l0", 3_500, 5_000)).isEqualTo(OVER);
        assertThat(e.completeLater("l0", 4_500, 5_000)).isInstanceOf(Accepted.class);
    }

    /** An offline batch from before the reset, also for lessons that were never done. */
    @Test
    void shouldRejectWhatHappenedBeforeTheAttempt() {
        e.complete("l0", 1_000);
        e.reset(2, true, 2_000);
        assertThat(e.completeLater("l0", 2_000, 5_000)).isEqualTo(OVER);
        assertThat(e.completeLater("l1", 1_900, 5_000)).isEqualTo(OVER);
        assertThat(e.completeLater("new", 1_900, 5_000)).isEqualTo(OVER);
        assertThat(e.completeLater("l1", 2_001, 5_000)).isInstanceOf(Accepted.class);
        assertThat(e.state.sequence()).isEqualTo(3);
    }

    @Test
    void shouldRejectWhatIsOfAnotherAttempt() {
        e.completeIn(1, "l0", 1_000);
        assertThat(e.completeIn(2, "l0", 1_000)).isEqualTo(new Rejected(Reason.ATTEMPT_NOT_BEGUN));
        e.reset(2, true, 2_000);
        assertThat(e.completeIn(1, "l0", 3_000)).isEqualTo(OVER);
        assertThat(e.completeIn(1, "never", 3_000)).isEqualTo(OVER);
        assertThat(e.completeIn(3, "l0", 3_000)).isEqualTo(new Rejected(Reason.ATTEMPT_NOT_BEGUN));
        assertThat(e.completeIn(2, "l0", 3_000)).isInstanceOf(Accepted.class);
        assertThat(e.completeIn(1, "l0", 3_000)).isEqualTo(OVER);
    }

    /** Who names the attempt means it, whenever it happened. */
    @Test
    void shouldTakeWhatNamesThePresentAttemptWhateverItsDateAndKey() {
        e.completeKeyed(FIRST, "l0", 1_000);
        e.reset(2, true, 2_000);
        assertThat(e.decide(new Request.Completion(FIRST, "l0", null, 1_500, 3_000, 2, true)))
                .isInstanceOf(Accepted.class);
        e.revoke("l0", 4_000);
        assertThat(e.decide(new Request.Completion(FIRST, "l0", null, 3_500, 5_000, 2, true)))
                .isInstanceOf(Accepted.class);
    }

    @Test
    void shouldWaitForALessonAlsoAfterATakeBack() {
        e.complete("l0", 1_000);
        e.reset(2, true, 2_000);
        assertThat(e.complete("new", 3_000)).isEqualTo(new Pending(Reason.LESSON_NOT_IN_COURSE));
        e.move("unknown");
        assertThat(e.complete("l0", 3_000)).isEqualTo(new Pending(Reason.UNKNOWN_COURSE));
    }

    @Test
    void shouldLookInFormerCoursesForWhatWasTakenBackByAReset() {
        e.complete(FIRST, "l0", 1_000);
        e.move("other");
        e.course("other", new Lesson("l0", true, 5));
        e.reset(2, true, 2_000);
        assertThat(e.complete(SECOND, "l0", 3_000)).isInstanceOf(Accepted.class);
        assertThat(e.state.progress().completed().contains(5)).isTrue();
        assertThat(e.state.courses().get(0).completed().isEmpty()).isTrue();
        assertThat(e.complete(FIRST, "l0", 4_000)).isEqualTo(new Rejected(Reason.ALREADY_COMPLETED, SECOND, 3_000L));
    }

    private boolean imports(String lesson, long completedAt) {
        Enrollment after = Completions.imported(e.state, e.outlines(), lesson, SECOND, completedAt);
        assertThat(after).isNotNull();
        return !e.state.equals(after);
    }

    @Test
    void shouldImportNothingFromBeforeTheAttempt() {
        e.reset(2, true, 2_000);
        assertThat(imports("l0", 2_000)).isFalse();
        assertThat(imports("never in the course", 1_000)).isFalse();
        assertThat(imports("l0", 2_001)).isTrue();
    }

    @Test
    void shouldImportNothingFromBeforeTheTakeBack() {
        e.complete("l0", 1_000);
        e.revoke("l0", 2_000);
        assertThat(imports("l0", 2_000)).isFalse();
        assertThat(imports("l0", 2_001)).isTrue();
        assertThat(imports("l1", 1_000)).isTrue();
    }

    /** The 17th acceptance makes the state forget the first: of that one nobody can tell any more that it stands. */
    @Test
    void shouldKnowSixteenAcceptancesOverTakeBacks() {
        e.complete(FIRST, "l0", 1_000);
        for (int ordinal = 10; ordinal < 10 + Enrollment.RECENT - 1; ordinal++) {
            e.state = e.state.withCompletion(new UUID(4, ordinal), ordinal, 2_000);
        }
        assertThat(e.revoke("l0", FIRST, 3_000)).isInstanceOf(Revoked.class);
        assertThat(e.completeKeyed(FIRST, "l0", 4_000)).isEqualTo(OVER);
        e.complete(SECOND, "l0", 4_000);
        assertThat(e.state.recent(new LessonRef(0, 0)))
                .satisfies(completion -> assertThat(completion.requestId()).isEqualTo(SECOND));
        assertThat(e.revoke("l0", FIRST, 5_000)).isEqualTo(new Rejected(Reason.NOT_COMPLETED));
        assertThat(e.revoke("l0", SECOND, 6_000)).isInstanceOf(Revoked.class);
    }

    @Test
    void shouldKnowWhetherAnAcceptanceIsTheFirst() {
        e.complete("l0", 1_000);
        assertThat(Lessons.wasCompletedBefore(e.state, e.outlines(), "l0")).isFalse();
        e.revoke("l0", 2_000);
        assertThat(Lessons.wasCompletedBefore(e.state, e.outlines(), "l0")).isTrue();
        assertThat(Lessons.wasCompletedBefore(e.state, e.outlines(), "l1")).isFalse();
        e.command(FIRST, new Reset(2, true, "AGAIN"), 3_000);
        assertThat(Lessons.wasCompletedBefore(e.state, e.outlines(), "l1")).isTrue();
    }

    private Standing standing() {
        return Lessons.standing(e.state, e.outline(), e.outlines());
    }

    @Test
    void shouldCountTheRequiredLessonsThatAreComplete() {
        assertThat(standing()).isEqualTo(new Standing(0, 2));
        e.complete("extra", 1_000);
        assertThat(standing()).isEqualTo(new Standing(0, 2));
        e.complete("l1", 1_000);
        assertThat(standing()).isEqualTo(new Standing(1, 2));
        e.waive(FIRST, "l0", 1_000);
        assertThat(standing()).isEqualTo(new Standing(2, 2));
        e.revoke("l1", 2_000);
        assertThat(standing()).isEqualTo(new Standing(1, 2));
    }

    @Test
    void shouldCountWhatIsCompleteInFormerCoursesToo() {
        e.complete("l0", 1_000);
        e.move("other");
        e.course("other", new Lesson("l0", true, 5), new Lesson("o", true, 0), new Lesson("p", false, 1));
        assertThat(standing()).isEqualTo(new Standing(1, 2));
        assertThat(Lessons.missing(e.state, e.outline(), e.outlines())).containsExactly("o");
        e.complete("o", 2_000);
        e.complete("p", 2_000);
        assertThat(standing()).isEqualTo(new Standing(2, 2));
        e.reset(2, true, 3_000);
        assertThat(standing()).isEqualTo(new Standing(0, 2));
        assertThat(Lessons.missing(e.state, e.outline(), e.outlines())).containsExactly("l0", "o");
    }
}
