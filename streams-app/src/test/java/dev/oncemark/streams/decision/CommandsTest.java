package dev.oncemark.streams.decision;

import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Reset;
import dev.oncemark.contracts.Command.Revoke;
import dev.oncemark.contracts.Command.Waive;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.decision.Request.Commanded;
import dev.oncemark.streams.decision.Verdict.Accepted;
import dev.oncemark.streams.decision.Verdict.AttemptBegun;
import dev.oncemark.streams.decision.Verdict.CarriedOutBefore;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.decision.Verdict.Revoked;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import dev.oncemark.streams.enrollment.Revisions;
import java.util.List;
import java.util.UUID;
import org.junit.jupiter.api.Test;

/** The rules for commands (docs/design.md, section 4), row by row. */
class CommandsTest {

    private static final UUID FIRST = new UUID(0, 1);
    private static final UUID SECOND = new UUID(0, 2);
    private static final List<Command> ALL =
            List.of(new Revoke("l0", "MISTAKE", null), new Waive("l0", Waiver.TESTED_OUT), new Reset(2, true, "AGAIN"));

    private final DecidedEnrollment e = new DecidedEnrollment();

    private static Rejected rejected(Reason reason) {
        return new Rejected(reason);
    }

    @Test
    void shouldWaitForAnUnknownEnrollment() {
        for (Command command : ALL) {
            var request = new Commanded(FIRST, null, 1, 1, command, "admin");
            assertThat(Decisions.BY_DEFAULT.decide(null, e.outlines(), request))
                    .isEqualTo(new Pending(Reason.UNKNOWN_ENROLLMENT));
        }
    }

    @Test
    void shouldRejectACommandForAnothersEnrollment() {
        e.complete("l0", 1_000);
        for (Command command : ALL) {
            assertThat(e.decide(new Commanded(FIRST, "stranger", 1, 1, command, null)))
                    .isEqualTo(rejected(Reason.NOT_ENROLLMENT_OWNER));
            assertThat(e.decide(new Commanded(SECOND, "learner", 1, 1, command, null)))
                    .isNotEqualTo(rejected(Reason.NOT_ENROLLMENT_OWNER));
        }
    }

    @Test
    void shouldCarryOutCommandsWhereTheEnrollmentIsNotActive() {
        e.complete("l0", 1_000);
        e.state = e.state.withRow(new Membership("learner", false, 8), "course");
        assertThat(e.revoke("l0", 2_000)).isInstanceOf(Revoked.class);
        assertThat(e.waive(FIRST, "l0", 3_000)).isInstanceOf(Accepted.class);
        assertThat(e.reset(2, true, 4_000)).isInstanceOf(AttemptBegun.class);
    }

    @Test
    void shouldTakeALessonBack() {
        e.complete(FIRST, "l0", 1_000);
        e.complete("l1", 1_500);
        assertThat(e.revoke("l0", 2_000)).isEqualTo(new Revoked(e.state, FIRST, null));
        assertThat(e.state.sequence()).isEqualTo(3);
        assertThat(e.state.progress().completed().toString()).isEqualTo("{1}");
        assertThat(e.state.progress().times().size()).isEqualTo(1);
        assertThat(e.state.history().recent()).hasSize(2);
        assertThat(e.state.revisions().takenBackAt(0, 0)).isEqualTo(2_000);
        assertThat(e.state.revisions().takenBackAt(0, 1)).isNull();
    }

    @Test
    void shouldNotTakeBackWhatIsNotComplete() {
        assertThat(e.revoke("l0", 2_000)).isEqualTo(rejected(Reason.NOT_COMPLETED));
        assertThat(e.revoke("never", 2_000)).isEqualTo(rejected(Reason.NOT_COMPLETED));
        e.complete("l0", 1_000);
        e.revoke("l0", 2_000);
        assertThat(e.revoke("l0", 3_000)).isEqualTo(rejected(Reason.NOT_COMPLETED));
        assertThat(e.state.revisions().takenBackAt(0, 0)).isEqualTo(2_000);
    }

    /** What a task knew of a course may have to come again after it was restored: the lesson may be complete. */
    @Test
    void shouldNotSayThatALessonIsNotCompleteWhereItsCourseIsNotKnown() {
        e.complete("l0", 1_000);
        e.move("other");
        e.course("other", new Lesson("other-0", true, 0));
        Outline former = requireNonNull(e.known.remove("course"));
        assertThat(e.revoke("l0", 2_000)).isEqualTo(new Pending(Reason.UNKNOWN_COURSE));
        e.known.put("course", former);
        e.known.remove("other");
        assertThat(e.revoke("other-0", 2_000)).isEqualTo(new Pending(Reason.UNKNOWN_COURSE));
        assertThat(e.revoke("l0", 2_000)).isInstanceOf(Revoked.class);
    }

    @Test
    void shouldTakeALessonBackInAFormerCourse() {
        e.complete(FIRST, "l0", 1_000);
        e.move("other");
        assertThat(e.revoke("l0", 2_000))
                .isInstanceOfSatisfying(
                        Revoked.class,
                        revoked -> assertThat(revoked.revokedRequestId()).isEqualTo(FIRST));
        assertThat(e.state.courses().get(0).completed().isEmpty()).isTrue();
        e.course("other", new Lesson("l0", true, 5));
        assertThat(e.completeLater("l0", 2_000, 9_000)).isEqualTo(rejected(Reason.ATTEMPT_OVER));
        assertThat(e.completeLater("l0", 2_001, 9_000)).isInstanceOf(Accepted.class);
    }

    @Test
    void shouldTakeBackOnlyTheAcceptanceThatIsNamed() {
        e.complete(FIRST, "l0", 1_000);
        assertThat(e.revoke("l0", SECOND, 2_000)).isEqualTo(rejected(Reason.NOT_COMPLETED));
        assertThat(e.revoke("l0", FIRST, 3_000)).isInstanceOf(Revoked.class);
        e.complete(SECOND, "l0", 4_000);
        assertThat(e.revoke("l0", FIRST, 5_000)).isEqualTo(rejected(Reason.NOT_COMPLETED));
        assertThat(e.revoke("l0", SECOND, 6_000)).isEqualTo(new Revoked(e.state, SECOND, null));
    }

    /** Whether it is the named one that stands cannot be told: never take back wrongly. */
    @Test
    void shouldNotTakeBackANamedAcceptanceThatIsForgotten() {
        e.complete(FIRST, "l0", 1_000);
        for (int ordinal = 10; ordinal < 10 + Enrollment.RECENT; ordinal++) {
            e.state = e.state.withCompletion(SECOND, ordinal, 2_000);
        }
        assertThat(e.revoke("l0", FIRST, 3_000)).isEqualTo(rejected(Reason.NOT_COMPLETED));
        assertThat(e.revoke("l0", 3_000)).isEqualTo(new Revoked(e.state, null, null));
    }

    @Test
    void shouldDoNothingWhenARevokeComesAgain() {
        Revoke revoke = new Revoke("l0", "MISTAKE", null);
        e.complete("l0", 1_000);
        e.command(FIRST, revoke, 2_000);
        assertThat(e.command(FIRST, revoke, 3_000)).isEqualTo(new CarriedOutBefore(2));
        e.complete("l0", 4_000);
        assertThat(e.command(FIRST, revoke, 5_000)).isEqualTo(new CarriedOutBefore(2));
        assertThat(e.state.progress().completed().contains(0)).isTrue();
        assertThat(e.state.sequence()).isEqualTo(3);
    }

    @Test
    void shouldKnowTheLatestFourCommands() {
        for (int attempt = 2; attempt <= 6; attempt++) {
            e.command(new UUID(0, attempt), new Reset(attempt, true, "AGAIN"), attempt * 1_000L);
        }
        assertThat(e.state.revisions().commands()).hasSize(Revisions.COMMANDS);
        assertThat(e.command(new UUID(0, 3), new Reset(3, true, "AGAIN"), 9_000))
                .isEqualTo(new CarriedOutBefore(2));
        assertThat(e.command(new UUID(0, 2), new Reset(2, true, "AGAIN"), 9_000))
                .isEqualTo(rejected(Reason.ATTEMPT_EXISTS));
    }

    @Test
    void shouldWaiveALessonAsOneThatIsCompleted() {
        assertThat(e.waive(FIRST, "l0", 1_000)).isEqualTo(new Accepted(e.state));
        assertThat(e.state.progress().completed().contains(0)).isTrue();
        assertThat(e.state.sequence()).isEqualTo(1);
        assertThat(e.waive(FIRST, "l0", 2_000)).isEqualTo(new Replayed(1_000));
        assertThat(e.waive(SECOND, "l0", 2_000)).isEqualTo(new Rejected(Reason.ALREADY_COMPLETED, FIRST, 1_000L));
        assertThat(e.complete(SECOND, "l0", 2_000)).isEqualTo(new Rejected(Reason.ALREADY_COMPLETED, FIRST, 1_000L));
        assertThat(e.state.revisions()).isSameAs(Revisions.NONE);
    }

    @Test
    void shouldWaiveAgainWhatWasTakenBack() {
        e.waive(FIRST, "l0", 1_000);
        assertThat(e.revoke("l0", 2_000)).isEqualTo(new Revoked(e.state, FIRST, null));
        assertThat(e.waive(FIRST, "l0", 3_000)).isInstanceOf(Accepted.class);
        assertThat(e.waive(FIRST, "l0", 4_000)).isEqualTo(new Replayed(3_000));
    }

    @Test
    void shouldWaitWithAWaiverForTheCourseAndTheLesson() {
        assertThat(e.waive(FIRST, "new", 1_000)).isEqualTo(new Pending(Reason.LESSON_NOT_IN_COURSE));
        e.put(new CourseOutline("course", 5, true, List.of(), List.of(), true));
        assertThat(e.waive(FIRST, "l0", 1_000)).isEqualTo(new Pending(Reason.UNKNOWN_COURSE));
        e.known.clear();
        assertThat(e.waive(FIRST, "l0", 1_000)).isEqualTo(new Pending(Reason.UNKNOWN_COURSE));
    }

    @Test
    void shouldBeginTheNextAttempt() {
        e.complete("l0", 1_000);
        e.revoke("l0", 1_500);
        e.complete("l1", 1_600);
        e.move("other");
        assertThat(e.reset(2, true, 2_000)).isEqualTo(new AttemptBegun(e.state, null, false));
        assertThat(e.state.attempt()).isEqualTo(2);
        assertThat(e.state.sequence()).isEqualTo(4);
        assertThat(e.state.courseId()).isEqualTo("other");
        assertThat(e.state.courses())
                .hasSize(2)
                .allSatisfy(course -> assertThat(course.completed().isEmpty()).isTrue());
        assertThat(e.state.revisions().takeBacks()).isEmpty();
        assertThat(e.state.revisions().attempt().began()).isEqualTo(2_000);
        assertThat(e.state.history().recent()).hasSize(2);
    }

    @Test
    void shouldBeginOnlyTheNextAttempt() {
        assertThat(e.reset(1, true, 1_000)).isEqualTo(rejected(Reason.ATTEMPT_EXISTS));
        assertThat(e.reset(3, true, 1_000)).isEqualTo(rejected(Reason.ATTEMPT_SKIPPED));
        assertThat(e.reset(2, true, 1_000)).isInstanceOf(AttemptBegun.class);
        assertThat(e.reset(2, true, 1_000)).isEqualTo(rejected(Reason.ATTEMPT_EXISTS));
        assertThat(e.reset(4, true, 1_000)).isEqualTo(rejected(Reason.ATTEMPT_SKIPPED));
        assertThat(e.state.attempt()).isEqualTo(2);
    }

    @Test
    void shouldResetOnceHoweverOftenItIsAsked() {
        for (int time = 0; time < 50; time++) {
            Verdict verdict = e.command(FIRST, new Reset(2, true, "AGAIN"), 1_000);
            assertThat(verdict).isEqualTo(time == 0 ? new AttemptBegun(e.state, null, false) : new CarriedOutBefore(1));
        }
        assertThat(e.state.attempt()).isEqualTo(2);
    }
}
