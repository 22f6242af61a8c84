package dev.oncemark.streams;

import static dev.oncemark.streams.LmsRows.lessonInSection;
import static dev.oncemark.streams.LmsRows.section;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.FormerLesson;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.streams.decision.Decisions;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** Lessons by sections, and lessons in several courses. */
class SectionsTest {

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @AfterEach
    void close() {
        tested.close();
    }

    private List<Lesson> lessonsOf(String course) {
        return tested.outlines().stream()
                .filter(outline -> outline.courseId().equals(course))
                .reduce((first, second) -> second)
                .map(CourseOutline::lessons)
                .orElseThrow();
    }

    private void courseWithSection() {
        tested.transaction(() -> {
            tested.course("c", true);
            tested.row("s", "section", section("s", "c"));
            tested.row("s", "lesson", lessonInSection("s", "l1", 1));
            tested.row("s", "lesson", lessonInSection("s", "l2", 2));
        });
    }

    @Test
    void shouldPutLessonsIntoTheCourseOfTheirSection() {
        courseWithSection();
        assertThat(lessonsOf("c")).containsExactly(new Lesson("l1", true, 0), new Lesson("l2", true, 1));
        tested.restart();
        tested.transaction(() -> tested.deleteRow("s", "lesson", lessonInSection("s", "l1", 1)));
        assertThat(lessonsOf("c")).containsExactly(new Lesson("l2", true, 1));
    }

    @Test
    void shouldLetLessonsWaitForTheirSection() {
        tested.transaction(() -> {
            tested.course("c", true);
            tested.row("s", "lesson", lessonInSection("s", "l1", 1));
        });
        assertThat(lessonsOf("c")).isEmpty();
        tested.restart();
        tested.transaction(() -> tested.row("s", "section", section("s", "c")));
        assertThat(lessonsOf("c")).containsExactly(new Lesson("l1", true, 0));
    }

    @Test
    void shouldTakeLessonsAlongWhereTheirSectionGoes() {
        courseWithSection();
        tested.transaction(() -> tested.course("d", true));
        tested.outlines();
        tested.transaction(() -> tested.row("s", "section", section("s", "d")));
        List<CourseOutline> moved = tested.outlines();
        assertThat(moved).extracting(CourseOutline::courseId).containsExactlyInAnyOrder("c", "d");
        assertThat(moved)
                .filteredOn(outline -> outline.courseId().equals("c"))
                .singleElement()
                .satisfies(left -> {
                    assertThat(left.lessons()).isEmpty();
                    assertThat(left.formerLessons())
                            .containsExactly(new FormerLesson("l1", 0), new FormerLesson("l2", 1));
                });
        tested.restart();
        tested.transaction(() -> tested.row("s", "section", section("s", "c")));
        assertThat(lessonsOf("c")).containsExactly(new Lesson("l1", true, 0), new Lesson("l2", true, 1));
        tested.transaction(() -> tested.deleteRow("s", "section", section("s", "c")));
        assertThat(lessonsOf("c")).isEmpty();
    }

    @Test
    void shouldEndASnapshotOnlyWhenItsSectionsAreThere() {
        tested.snapshotCourse("c", true, "first");
        tested.snapshotRow("s", "lesson", lessonInSection("s", "l1", 1), "first_in_data_collection");
        tested.snapshotRow("s", "lesson", lessonInSection("s", "l2", 2), "last_in_data_collection");
        assertThat(tested.outlines()).isEmpty();
        tested.snapshotRow("s", "section", section("s", "c"), "last_in_data_collection");
        assertThat(lessonsOf("c")).hasSize(2);
    }

    @Test
    void shouldHaveALessonInEachOfItsCourses() {
        tested.publish("a", "l1").publish("b", "l1", "l2");
        tested.transaction(() -> tested.lesson("a", "l1", 5, true));
        tested.enroll("in-a", "u", "a", "active").enroll("in-b", "u", "b", "active");
        tested.ask("in-a", "l1");
        assertThat(tested.completions()).hasSize(1);
        tested.ask("in-b", "l1");
        assertThat(tested.completions()).isEmpty();
        tested.transaction(() -> tested.deleteLesson("b", "l1"));
        tested.ask("in-b", "l2");
        assertThat(tested.completions()).hasSize(1);
        tested.results();
        tested.ask("in-a", "l1");
        assertThat(tested.result().reason()).isEqualTo(Reason.ALREADY_COMPLETED);
    }

    @Test
    void shouldMoveALessonWhoseRowNamesAnotherCourse() {
        tested.transaction(() -> {
            tested.course("a", true);
            tested.course("b", true);
            tested.row("a", "lesson", LmsRows.of("r1", LmsRows.lesson("a", "l1", 1, true)));
        });
        tested.outlines();
        tested.transaction(() -> tested.row("b", "lesson", LmsRows.of("r1", LmsRows.lesson("b", "l1", 1, true))));
        assertThat(tested.outlines())
                .extracting(
                        CourseOutline::courseId, outline -> outline.lessons().size())
                .containsExactlyInAnyOrder(
                        org.assertj.core.groups.Tuple.tuple("a", 0), org.assertj.core.groups.Tuple.tuple("b", 1));
    }
}
