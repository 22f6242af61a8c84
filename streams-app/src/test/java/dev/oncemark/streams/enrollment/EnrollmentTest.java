package dev.oncemark.streams.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.streams.enrollment.Enrollment.Completion;
import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnrollmentTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final Enrollment ENROLLED = Enrollment.of(new Membership("u", true, 5), "a");

    private static final Membership NEWER = new Membership("u", true, 6);

    @Test
    void shouldBeginWithItsRowOnly() {
        assertThat(ENROLLED.courseId()).isEqualTo("a");
        assertThat(ENROLLED.sequence()).isZero();
        assertThat(ENROLLED.isCourseCompleted()).isFalse();
        assertThat(ENROLLED.imports().waiting()).isFalse();
        assertThat(ENROLLED.progress()).isEqualTo(new CourseProgress("a", Ordinals.NONE, LessonTimes.NONE));
    }

    @Test
    void shouldCountAcceptedChangesAndKeepTheLatestTime() {
        Enrollment after = ENROLLED.withCompletion(ONE, 3, -50).withCompletion(TWO, 4, -70);
        assertThat(after.sequence()).isEqualTo(2);
        assertThat(after.history().latestCompletedAt()).isEqualTo(-50);
        assertThat(after.withCompletion(ONE, 5, 9).history().latestCompletedAt())
                .isEqualTo(9);
    }

    @Test
    void shouldForgetTheOldestRequestButNoLesson() {
        Enrollment after = ENROLLED;
        for (int ordinal = 0; ordinal <= Enrollment.RECENT; ordinal++) {
            after = after.withCompletion(new UUID(1, ordinal), ordinal, ordinal);
        }
        assertThat(after.history().recent())
                .hasSize(Enrollment.RECENT)
                .first()
                .satisfies(oldest -> assertThat(oldest.ordinal()).isEqualTo(1));
        assertThat(after.recent(new LessonRef(0, 0))).isNull();
        assertThat(after.recent(new LessonRef(0, Enrollment.RECENT)))
                .isEqualTo(new Completion(new UUID(1, Enrollment.RECENT), 0, Enrollment.RECENT, Enrollment.RECENT));
        assertThat(after.progress().completed().contains(0)).isTrue();
    }

    @Test
    void shouldKeepWhatWasDoneInAFormerCourse() {
        Enrollment moved = ENROLLED.withCompletion(ONE, 3, 1)
                .withRow(new Membership("v", false, 6), "b")
                .withCompletion(TWO, 3, 2);
        assertThat(moved.learnerId()).isEqualTo("v");
        assertThat(moved.membership().active()).isFalse();
        assertThat(moved.membership().rowVersion()).isEqualTo(6);
        assertThat(moved.courseId()).isEqualTo("b");
        assertThat(moved.courses()).hasSize(2);
        assertThat(moved.recent(new LessonRef(0, 3)))
                .extracting(completion -> completion.requestId())
                .isEqualTo(ONE);
        assertThat(moved.recent(new LessonRef(1, 3)))
                .extracting(completion -> completion.requestId())
                .isEqualTo(TWO);
        Enrollment back = moved.withRow(new Membership("v", true, 7), "a");
        assertThat(back.courseId()).isEqualTo("a");
        assertThat(back.courses()).hasSize(2);
        assertThat(back.progress().completed().contains(3)).isTrue();
    }

    @Test
    void shouldLookAtWaitingImportsAgainInAnotherCourse() {
        Enrollment waiting = ENROLLED.withImports(true, 4);
        assertThat(waiting.withRow(NEWER, "a").imports().triedUnder()).isEqualTo(4);
        assertThat(waiting.withRow(NEWER, "b").imports().triedUnder()).isZero();
        assertThat(waiting.withImports(false, 4)).isEqualTo(ENROLLED);
    }

    @Test
    void shouldKeepTheRestWhenItsCourseIsCompleted() {
        Enrollment enrollment = ENROLLED.withCompletion(ONE, 3, 1).withImports(true, 4);
        Enrollment completed = enrollment.withCourseCompleted(8);
        assertThat(completed.courseCompletedAt()).isEqualTo(8);
        assertThat(completed.isCourseCompleted()).isTrue();
        assertThat(completed.history()).isEqualTo(enrollment.history());
        assertThat(completed.withCompletion(TWO, 4, 2).courseCompletedAt()).isEqualTo(8);
        assertThat(completed.withRow(NEWER, "b").courseCompletedAt()).isEqualTo(8);
    }

    @Test
    void shouldKnowWhenEachLessonWasCompletedUntilACourseIs() {
        Enrollment after = ENROLLED.withCompletion(ONE, 9, 50)
                .withCompletion(TWO, 3, 70)
                .withCompletion(ONE, 17, 60)
                .withRow(NEWER, "b")
                .withCompletion(TWO, 3, 20);
        assertThat(after.completedAt(new LessonRef(0, 3))).isEqualTo(70);
        assertThat(after.completedAt(new LessonRef(0, 9))).isEqualTo(50);
        assertThat(after.completedAt(new LessonRef(0, 17))).isEqualTo(60);
        assertThat(after.completedAt(new LessonRef(1, 3))).isEqualTo(20);
        Enrollment completed = after.withCourseCompleted(70).withCompletion(ONE, 4, 90);
        assertThat(completed.courses())
                .allSatisfy(course -> assertThat(course.times()).isEqualTo(LessonTimes.NONE));
        assertThat(completed.progress().completed().contains(4)).isTrue();
    }
}
