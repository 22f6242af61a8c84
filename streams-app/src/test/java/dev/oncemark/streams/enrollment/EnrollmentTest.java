package dev.oncemark.streams.enrollment;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.UUID;
import org.junit.jupiter.api.Test;

class EnrollmentTest {

    private static final UUID ONE = new UUID(0, 1);
    private static final UUID TWO = new UUID(0, 2);
    private static final Enrollment ENROLLED = Enrollment.of("u", "a", true, 5);

    @Test
    void shouldBeginWithItsRowOnly() {
        assertThat(ENROLLED.courseId()).isEqualTo("a");
        assertThat(ENROLLED.sequence()).isZero();
        assertThat(ENROLLED.isCourseCompleted()).isFalse();
        assertThat(ENROLLED.importsWaiting()).isFalse();
        assertThat(ENROLLED.progress()).isEqualTo(new CourseProgress("a", Ordinals.NONE));
    }

    @Test
    void shouldCountAcceptedChangesAndKeepTheLatestTime() {
        Enrollment after = ENROLLED.withCompletion(ONE, 3, -50).withCompletion(TWO, 4, -70);
        assertThat(after.sequence()).isEqualTo(2);
        assertThat(after.latestCompletedAt()).isEqualTo(-50);
        assertThat(after.withCompletion(ONE, 5, 9).latestCompletedAt()).isEqualTo(9);
    }

    @Test
    void shouldForgetTheOldestRequestButNoLesson() {
        Enrollment after = ENROLLED;
        for (int ordinal = 0; ordinal <= Enrollment.RECENT; ordinal++) {
            after = after.withCompletion(new UUID(1, ordinal), ordinal, ordinal);
        }
        assertThat(after.recent())
                .hasSize(Enrollment.RECENT)
                .first()
                .satisfies(oldest -> assertThat(oldest.ordinal()).isEqualTo(1));
        assertThat(after.recentAt(new Place(0, 0))).isNull();
        assertThat(after.recentAt(new Place(0, Enrollment.RECENT)))
                .isEqualTo(new Completion(new UUID(1, Enrollment.RECENT), 0, Enrollment.RECENT, Enrollment.RECENT));
        assertThat(after.progress().completed().contains(0)).isTrue();
    }

    @Test
    void shouldKeepWhatWasDoneInAFormerCourse() {
        Enrollment moved =
                ENROLLED.withCompletion(ONE, 3, 1).withRow("v", "b", false, 6).withCompletion(TWO, 3, 2);
        assertThat(moved.learnerId()).isEqualTo("v");
        assertThat(moved.active()).isFalse();
        assertThat(moved.rowVersion()).isEqualTo(6);
        assertThat(moved.courseId()).isEqualTo("b");
        assertThat(moved.courses()).hasSize(2);
        assertThat(moved.recentAt(new Place(0, 3)))
                .extracting(completion -> completion.requestId())
                .isEqualTo(ONE);
        assertThat(moved.recentAt(new Place(1, 3)))
                .extracting(completion -> completion.requestId())
                .isEqualTo(TWO);
        Enrollment back = moved.withRow("v", "a", true, 7);
        assertThat(back.courseId()).isEqualTo("a");
        assertThat(back.courses()).hasSize(2);
        assertThat(back.progress().completed().contains(3)).isTrue();
    }

    @Test
    void shouldLookAtWaitingImportsAgainInAnotherCourse() {
        Enrollment waiting = ENROLLED.withImports(true, 4);
        assertThat(waiting.withRow("u", "a", true, 6).importsTriedUnder()).isEqualTo(4);
        assertThat(waiting.withRow("u", "b", true, 6).importsTriedUnder()).isZero();
        assertThat(waiting.withImports(false, 4)).isEqualTo(ENROLLED);
    }

    @Test
    void shouldKeepTheRestWhenItsCourseIsCompleted() {
        Enrollment enrollment = ENROLLED.withCompletion(ONE, 3, 1).withImports(true, 4);
        Enrollment completed = enrollment.withCourseCompleted(8);
        assertThat(completed.courseCompletedAt()).isEqualTo(8);
        assertThat(completed.isCourseCompleted()).isTrue();
        assertThat(completed.recent()).isEqualTo(enrollment.recent());
        assertThat(completed.withCompletion(TWO, 4, 2).courseCompletedAt()).isEqualTo(8);
        assertThat(completed.withRow("u", "b", true, 6).courseCompletedAt()).isEqualTo(8);
    }
}
