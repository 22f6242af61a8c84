package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.tuple;

import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Origin;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A course that changed completes nobody until it has been quiet. */
class SettlingTest {

    private static final Duration SETTLE = Duration.ofSeconds(60);
    private static final Instant LAST_YEAR = Instant.parse("2025-05-05T05:05:05.123Z");
    private static final Duration ALMOST = SETTLE.minusSeconds(2);

    private final TestedTopology tested = TestedTopology.settling(SETTLE);

    @AfterEach
    void close() {
        tested.close();
    }

    /** A quiet course with two required lessons, of which the enrollment has done the first. */
    private void quietCourse() {
        tested.publish("c", "l1", "l2").enroll("e", "u", "c", "active");
        tested.pass(SETTLE.plusSeconds(1));
        tested.ask("e", "l1");
        assertThat(tested.completions()).isEmpty();
        assertThat(tested.outlines()).extracting(CourseOutline::settling).containsExactly(true, null);
    }

    @Test
    void shouldTakeLessonsAtOnceAndCompleteTheCourseWhenItIsQuiet() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
        tested.pass(ALMOST);
        assertThat(tested.completions()).isEmpty();
        tested.pass(Duration.ofSeconds(4));
        assertThat(tested.completions()).hasSize(1);
        List<CourseOutline> outlines = tested.outlines();
        assertThat(outlines).extracting(CourseOutline::version).containsExactly(1L, 2L);
        assertThat(outlines).extracting(CourseOutline::settling).containsExactly(true, null);
        assertThat(outlines.get(1).lessons()).isEqualTo(outlines.get(0).lessons());
    }

    @Test
    void shouldTellALateCompletionAsWhatMadeIt() {
        tested.publish("c", "l1", "l2").enroll("e", "u", "c", "active").enroll("f", "v", "c", "active");
        tested.ask("e", "l1");
        tested.ask("e", "l2");
        tested.ask("f", "l1");
        tested.progress("f", "l2", LAST_YEAR);
        tested.restart();
        tested.pass(SETTLE.plusSeconds(2));
        assertThat(tested.completions())
                .extracting(CourseCompletion::enrollmentId, CourseCompletion::origin)
                .containsExactly(tuple("e", Origin.API));
        assertThat(tested.importedCompletions())
                .extracting(CourseCompletion::enrollmentId, CourseCompletion::origin)
                .containsExactly(tuple("f", Origin.IMPORT));
    }

    @Test
    void shouldTellACompletionThatTheChangeMadeAsTheCatalogs() {
        quietCourse();
        tested.transaction(() -> tested.lesson("c", "l2", 1, false));
        tested.pass(SETTLE.plusSeconds(2));
        assertThat(tested.completions()).extracting(CourseCompletion::origin).containsExactly(Origin.CATALOG);
    }

    @Test
    void shouldCompleteAtOnceOnAQuietCourse() {
        quietCourse();
        tested.ask("e", "l2");
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldCompleteNobodyWhileLessonsAreDeletedAndInsertedAgain() {
        quietCourse();
        tested.transaction(() -> tested.deleteLesson("c", "l2"));
        tested.pass(Duration.ofSeconds(2));
        tested.transaction(() -> tested.lesson("c", "l2", 2, true));
        tested.pass(SETTLE.plusSeconds(5));
        assertThat(tested.completions()).isEmpty();
        tested.ask("e", "l2");
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldBeginTheTimeAgainWithEveryChange() {
        quietCourse();
        tested.transaction(() -> tested.lesson("c", "l2", 1, false));
        tested.pass(ALMOST);
        tested.transaction(() -> tested.lesson("c", "l3", 3, false));
        tested.pass(ALMOST);
        assertThat(tested.completions()).isEmpty();
        tested.pass(Duration.ofSeconds(4));
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldNotBeginTheTimeAgainWithRowsThatComeUnchanged() {
        quietCourse();
        tested.transaction(() -> tested.lesson("c", "l2", 1, false));
        tested.pass(ALMOST);
        tested.transaction(() -> tested.lesson("c", "l2", 1, false));
        tested.pass(Duration.ofSeconds(4));
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldCompleteNobodyByAnOpenTransactionHoweverLongItIsOpen() {
        quietCourse();
        tested.transaction(() -> tested.lesson("c", "l2", 1, false));
        tested.begin();
        tested.lesson("c", "l2", 1, true);
        tested.pass(SETTLE.plusSeconds(5));
        assertThat(tested.completions()).isEmpty();
        tested.commit();
        tested.pass(SETTLE.plusSeconds(5));
        assertThat(tested.completions()).isEmpty();
    }

    @Test
    void shouldGiveTheWholeTimeAgainAfterARestartAndLoseNoCompletion() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        for (int restart = 0; restart < 3; restart++) {
            tested.pass(ALMOST);
            tested.restart();
        }
        assertThat(tested.completions()).isEmpty();
        tested.pass(SETTLE.plusSeconds(2));
        assertThat(tested.completions()).hasSize(1);
        tested.restart();
        tested.pass(SETTLE.plusSeconds(2));
        assertThat(tested.completions()).isEmpty();
    }

    @Test
    void shouldNotCountTheTimeInWhichTheTaskStoodStill() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        tested.pass(Duration.ofSeconds(1));
        tested.standStill(SETTLE.multipliedBy(5));
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.completions()).isEmpty();
        tested.pass(SETTLE);
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldTakeWhatASnapshotBroughtAsQuiet() {
        tested.enroll("e", "u", "c", "active");
        tested.snapshotCourse("c", true, "first");
        tested.snapshotLesson("c", "l1", 1, "first_in_data_collection");
        tested.snapshotLesson("c", "l2", 2, "last_in_data_collection");
        tested.ask("e", "l1");
        tested.ask("e", "l2");
        assertThat(tested.completions()).hasSize(1);
        assertThat(tested.outlines())
                .singleElement()
                .satisfies(outline -> assertThat(outline.settling()).isNull());
    }

    @Test
    void shouldKeepTheTimeOfACourseThatASnapshotBringsMeanwhile() {
        quietCourse();
        tested.transaction(() -> tested.lesson("c", "l2", 1, false));
        tested.pass(Duration.ofSeconds(20));
        tested.snapshotCourse("c", true, "incremental");
        tested.snapshotRow("c", "lesson", LmsRows.lesson("c", "l3", 5, false), "incremental");
        tested.begin().commit();
        tested.pass(Duration.ofSeconds(38));
        assertThat(tested.completions()).isEmpty();
        tested.pass(Duration.ofSeconds(5));
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldCompleteNobodyByTheFirstLessonOfACourseThatIsWrittenRowByRow() {
        tested.transaction(() -> tested.course("c", true));
        tested.transaction(() -> tested.lesson("c", "l1", 1, true));
        tested.enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        tested.pass(Duration.ofSeconds(10));
        tested.transaction(() -> tested.lesson("c", "l2", 2, true));
        tested.pass(SETTLE.plusSeconds(5));
        assertThat(tested.completions()).isEmpty();
    }
}
