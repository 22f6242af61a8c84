package dev.oncemark.streams.decision;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.Membership;
import java.util.List;
import org.junit.jupiter.api.Test;

/** When a course is complete, and which date it has. */
class CourseCompletedAtTest extends InSampleCourse {

    @Test
    void shouldCompleteACourseWhenEveryRequiredLessonIsComplete() {
        Enrollment half = accepted(ENROLLED, FIRST, "l1");
        assertThat(CourseDecision.completedAt(half, known::get)).isNull();
        Enrollment whole = accepted(half, SECOND, "l0");
        assertThat(CourseDecision.completedAt(whole, known::get)).isEqualTo(1_000);
        assertThat(CourseDecision.completedAt(whole.withCourseCompleted(1_000), known::get))
                .isNull();
    }

    /** It is unpublished, deleted, requires nothing or is unknown. */
    @Test
    void shouldNotCompleteACourseThatCannotBeCompleted() {
        Enrollment whole = accepted(accepted(ENROLLED, FIRST, "l1"), SECOND, "l0");
        course("course", false, new Lesson("l0", true, 0));
        assertThat(CourseDecision.completedAt(whole, known::get)).isNull();
        course("course", List.of(new Lesson("l0", true, 0)), new FormerLesson("l1", 1), true);
        assertThat(CourseDecision.completedAt(whole, known::get)).isNull();
        course("course", true, new Lesson("l0", false, 0));
        assertThat(CourseDecision.completedAt(whole, known::get)).isNull();
        known.clear();
        assertThat(CourseDecision.completedAt(whole, known::get)).isNull();
    }

    @Test
    void shouldCountForACourseWhatWasCompletedInAFormerOne() {
        Enrollment moved = accepted(ENROLLED, FIRST, "l0").withRow(new Membership("learner", true, 8), "other");
        course("course", List.of(new Lesson("l1", true, 1)), new FormerLesson("l0", 0), null);
        course("other", true, new Lesson("l0", true, 0), new Lesson("o1", true, 1));
        assertThat(CourseDecision.completedAt(moved, known::get)).isNull();
        assertThat(CourseDecision.completedAt(accepted(moved, SECOND, "o1"), known::get))
                .isEqualTo(1_000);
    }

    @Test
    void shouldDateTheCourseByTheLastOfTheLessonsThatItRequires() {
        Enrollment whole = ENROLLED.withCompletion(FIRST, 0, 3_000)
                .withCompletion(SECOND, 2, 9_000)
                .withCompletion(SECOND, 1, 2_000);
        assertThat(CourseDecision.completedAt(whole, known::get)).isEqualTo(3_000);
        course("course", true, new Lesson("l0", false, 0), new Lesson("l1", true, 1), new Lesson("extra", false, 2));
        assertThat(CourseDecision.completedAt(whole, known::get)).isEqualTo(2_000);
    }

    @Test
    void shouldDateTheCourseByLessonsThatWereCompletedInAFormerOneToo() {
        course("other", true, new Lesson("l0", true, 7), new Lesson("o1", true, 0));
        Enrollment moved = ENROLLED.withCompletion(SECOND, 1, 9_000)
                .withCompletion(FIRST, 0, 3_000)
                .withRow(new Membership("learner", true, 8), "other")
                .withCompletion(SECOND, 0, 2_000);
        assertThat(CourseDecision.completedAt(moved, known::get)).isEqualTo(3_000);
    }

    @Test
    void shouldDateTheCourseByLessonsOlderThanTheLatestSixteen() {
        Enrollment enrollment = ENROLLED.withCompletion(FIRST, 0, 5_000).withCompletion(FIRST, 1, 4_000);
        for (int ordinal = 10; ordinal < 10 + 2 * Enrollment.RECENT; ordinal++) {
            enrollment = enrollment.withCompletion(SECOND, ordinal, 9_000);
        }
        assertThat(CourseDecision.completedAt(enrollment, known::get)).isEqualTo(5_000);
    }
}
