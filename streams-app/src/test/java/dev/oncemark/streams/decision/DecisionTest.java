package dev.oncemark.streams.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.decision.Request.Completion;
import dev.oncemark.streams.decision.Verdict.Pending;
import dev.oncemark.streams.decision.Verdict.Rejected;
import dev.oncemark.streams.decision.Verdict.Replayed;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import java.util.List;
import org.junit.jupiter.api.Test;

class DecisionTest extends InSampleCourse {

    @Test
    void shouldAcceptALessonThatIsNotCompleteYet() {
        Enrollment after = accepted(ENROLLED, FIRST, "l1");
        assertThat(after.sequence()).isEqualTo(1);
        assertThat(after.progress().completed().contains(1)).isTrue();
        assertThat(after.progress().completed().contains(0)).isFalse();
        assertThat(after.history().recent()).singleElement().satisfies(completion -> {
            assertThat(completion.requestId()).isEqualTo(FIRST);
            assertThat(completion.completedAt()).isEqualTo(1_000);
        });
    }

    @Test
    void shouldReplayTheRequestThatCompletedTheLesson() {
        assertThat(decide(accepted(ENROLLED, FIRST, "l0"), FIRST, "l0")).isEqualTo(new Replayed(1_000));
    }

    @Test
    void shouldRejectAnotherRequestForACompletedLesson() {
        assertThat(decide(accepted(ENROLLED, FIRST, "l0"), SECOND, "l0"))
                .isEqualTo(new Rejected(Reason.ALREADY_COMPLETED, FIRST, 1_000L));
    }

    @Test
    void shouldRejectWithoutTheOriginalBeyondTheLatestSixteen() {
        Enrollment enrollment = accepted(ENROLLED, FIRST, "l0");
        for (int ordinal = 10; ordinal < 10 + Enrollment.RECENT; ordinal++) {
            assertThat(decide(enrollment, FIRST, "l0")).isEqualTo(new Replayed(1_000));
            enrollment = enrollment.withCompletion(SECOND, ordinal, 2_000);
        }
        assertThat(decide(enrollment, FIRST, "l0")).isEqualTo(new Rejected(Reason.ALREADY_COMPLETED));
    }

    @Test
    void shouldWaitForAnUnknownEnrollment() {
        assertThat(decide(null, FIRST, "l0")).isEqualTo(new Pending(Reason.UNKNOWN_ENROLLMENT));
    }

    @Test
    void shouldWaitForAnUnknownCourse() {
        Enrollment elsewhere = Enrollment.of(new Membership("learner", true, 7), "elsewhere");
        assertThat(decide(elsewhere, FIRST, "l0")).isEqualTo(new Pending(Reason.UNKNOWN_COURSE));
    }

    @Test
    void shouldWaitForADeletedCourseAsForAnUnknownOne() {
        course("course", List.of(), new FormerLesson("l0", 0), true);
        assertThat(decide(ENROLLED, FIRST, "l0")).isEqualTo(new Pending(Reason.UNKNOWN_COURSE));
    }

    @Test
    void shouldWaitForALessonThatIsNotInTheCourse() {
        assertThat(decide(ENROLLED, FIRST, "l9")).isEqualTo(new Pending(Reason.LESSON_NOT_IN_COURSE));
    }

    @Test
    void shouldNotAcceptAFormerLessonButKnowThatItIsComplete() {
        Enrollment enrollment = accepted(ENROLLED, FIRST, "l0");
        course("course", List.of(new Lesson("l1", true, 1)), new FormerLesson("l0", 0), null);
        assertThat(decide(ENROLLED, FIRST, "l0")).isEqualTo(new Pending(Reason.LESSON_NOT_IN_COURSE));
        assertThat(decide(enrollment, FIRST, "l0")).isEqualTo(new Replayed(1_000));
    }

    @Test
    void shouldRejectWhereTheEnrollmentIsNotActive() {
        Enrollment inactive = Enrollment.of(new Membership("learner", false, 7), "course");
        assertThat(decide(inactive, FIRST, "l0")).isEqualTo(new Rejected(Reason.ENROLLMENT_NOT_ACTIVE));
    }

    @Test
    void shouldTellAStrangerNothingButThatItIsOne() {
        Enrollment enrollment = accepted(ENROLLED, FIRST, "l0");
        Completion strangers = new Completion(FIRST, "l0", "somebody else", 1_000);
        assertThat(Decisions.BY_DEFAULT.decide(enrollment, known::get, strangers))
                .isEqualTo(new Rejected(Reason.NOT_ENROLLMENT_OWNER));
        Completion own = new Completion(FIRST, "l0", "learner", 1_000);
        assertThat(Decisions.BY_DEFAULT.decide(enrollment, known::get, own)).isEqualTo(new Replayed(1_000));
    }

    @Test
    void shouldFindACompletedLessonWhereverItAndTheEnrollmentMovedTo() {
        Enrollment enrollment = accepted(accepted(ENROLLED, SECOND, "l1"), FIRST, "l0")
                .withRow(new Membership("learner", true, 8), "other");
        course("course", List.of(new Lesson("l1", true, 1)), new FormerLesson("l0", 0), null);
        course("other", true, new Lesson("l0", true, 5));
        assertThat(decide(enrollment, SECOND, "l0")).isEqualTo(new Rejected(Reason.ALREADY_COMPLETED, FIRST, 1_000L));
    }

    @Test
    void shouldImportWhateverTheEnrollmentsState() {
        Enrollment inactive = Enrollment.of(new Membership("learner", false, 7), "course");
        Enrollment after = Completions.imported(inactive, known::get, "l1", FIRST, 500);
        assertThat(after).isEqualTo(inactive.withCompletion(FIRST, 1, 500));
        assertThat(Completions.imported(java.util.Objects.requireNonNull(after), known::get, "l1", SECOND, 600))
                .isSameAs(after);
    }

    @Test
    void shouldImportAFormerLesson() {
        course("course", List.of(), new FormerLesson("l0", 0), null);
        assertThat(Completions.imported(ENROLLED, known::get, "l0", FIRST, 500))
                .isEqualTo(ENROLLED.withCompletion(FIRST, 0, 500));
    }

    @Test
    void shouldNotImportWhatHasNoOrdinalYet() {
        Enrollment elsewhere = Enrollment.of(new Membership("learner", true, 7), "elsewhere");
        assertThat(Completions.imported(elsewhere, known::get, "l0", FIRST, 500))
                .isNull();
        assertThat(Completions.imported(ENROLLED, known::get, "l9", FIRST, 500)).isNull();
    }
}
