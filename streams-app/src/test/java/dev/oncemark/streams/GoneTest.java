package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.streams.catalog.CatalogRules;
import dev.oncemark.streams.decision.Decisions;
import java.time.Duration;
import java.util.List;
import java.util.Set;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** What a whole snapshot does not bring, or was in an emptied table, is gone; where that is much, when somebody says so. */
class GoneTest {

    private static final int MANY = 40;

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @AfterEach
    void close() {
        tested.close();
    }

    private void course(int lessons) {
        tested.transaction(() -> {
            tested.course("c", true);
            for (int at = 0; at < lessons; at++) {
                tested.lesson("c", "l" + at, at, true);
            }
        });
        tested.outlines();
    }

    /** A snapshot of the course with the lessons from one to below the other. */
    private void snapshot(int from, int to) {
        tested.snapshotCourse("c", true, "first");
        for (int at = from; at < to; at++) {
            String mark = at == to - 1 ? "last_in_data_collection" : at == from ? "first_in_data_collection" : "true";
            tested.snapshotLesson("c", "l" + at, at, mark);
        }
    }

    private int lessons() {
        return tested.outlines().stream()
                .filter(outline -> outline.courseId().equals("c"))
                .reduce((first, second) -> second)
                .map(outline -> outline.lessons().size())
                .orElse(-1);
    }

    @Test
    void shouldLetGoWhatAWholeSnapshotDoesNotBring() {
        course(4);
        tested.enroll("e", "u", "c", "active");
        tested.restart();
        snapshot(1, 4);
        assertThat(lessons()).isEqualTo(3);
        tested.ask("e", "l0");
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        assertThat(tested.result().reason()).isEqualTo(Reason.LESSON_NOT_IN_COURSE);
    }

    @Test
    void shouldLetCoursesGo() {
        tested.publish("gone", "x");
        course(2);
        tested.snapshotCourse("c", true, "first");
        tested.snapshotCourse("d", true, "last_in_data_collection");
        tested.snapshotLesson("c", "l0", 0, "first_in_data_collection");
        tested.snapshotLesson("c", "l1", 1, "last_in_data_collection");
        assertThat(tested.outlines())
                .filteredOn(outline -> outline.courseId().equals("gone"))
                .singleElement()
                .satisfies(outline -> assertThat(outline.deleted()).isTrue());
    }

    @Test
    void shouldLetNothingGoForAnIncrementalSnapshotOrOneWithoutABeginning() {
        course(4);
        tested.snapshotLesson("c", "l1", 1, "incremental");
        tested.begin().commit();
        tested.snapshotLesson("c", "l2", 2, "true");
        tested.snapshotLesson("c", "l3", 3, "last_in_data_collection");
        assertThat(lessons()).isEqualTo(-1);
        tested.ask("e", "l0");
        assertThat(tested.concerns()).isEmpty();
    }

    @Test
    void shouldBeginAgainWithASnapshotThatIsBegunAgain() {
        course(4);
        tested.snapshotCourse("c", true, "first");
        tested.snapshotLesson("c", "l0", 0, "first_in_data_collection");
        tested.restart();
        snapshot(1, 4);
        assertThat(lessons()).isEqualTo(3);
    }

    @Test
    void shouldNotTakeAwayWhatCameAfterTheSnapshotBegan() {
        course(4);
        tested.snapshotCourse("c", true, "first");
        tested.snapshotLesson("c", "l1", 1, "first_in_data_collection");
        tested.transaction(() -> tested.lesson("c", "l0", 9, true));
        tested.outlines();
        tested.snapshotLesson("c", "l2", 2, "true");
        tested.snapshotLesson("c", "l3", 3, "last_in_data_collection");
        tested.begin().commit();
        tested.transaction(() -> tested.lesson("c", "l9", 9, true));
        assertThat(lessons()).isEqualTo(5);
    }

    @Test
    void shouldKeepManyThatAreGoneUntilTheOperatorSaysSo() {
        course(MANY);
        snapshot(20, MANY);
        assertThat(lessons()).isEqualTo(-1);
        assertThat(tested.concerns()).singleElement().asString().contains("oncemark.catalog.removal.accept=lesson-1");
        tested.restart();
        tested.transaction(() -> tested.lesson("c", "another", 99, true));
        assertThat(lessons()).isEqualTo(MANY + 1);
        assertThat(tested.concerns()).hasSize(1);
        tested.restart(new CatalogRules(Duration.ZERO, CompletionPolicy.STICKY, Set.of("lesson-1")));
        tested.pass(Duration.ofSeconds(1));
        assertThat(lessons()).isEqualTo(21);
        assertThat(tested.concerns()).isEmpty();
    }

    @Test
    void shouldForgetAHeldRemovalWhenAnotherSnapshotHasThem() {
        course(MANY);
        snapshot(20, MANY);
        snapshot(0, MANY);
        assertThat(tested.concerns()).isEmpty();
        assertThat(lessons()).isEqualTo(-1);
    }

    @Test
    void shouldLetATenthGo() {
        course(200);
        snapshot(20, 200);
        assertThat(lessons()).isEqualTo(180);
        snapshot(39, 200);
        assertThat(lessons()).isEqualTo(-1);
    }

    @Test
    void shouldFollowATableThatIsEmptiedAndFilledAgainInOneTransaction() {
        course(MANY);
        tested.transaction(() -> {
            tested.truncate("lesson");
            for (int at = 1; at < MANY; at++) {
                tested.lesson("c", "l" + at, at, true);
            }
        });
        assertThat(lessons()).isEqualTo(MANY - 1);
        assertThat(tested.concerns()).isEmpty();
    }

    @Test
    void shouldKeepManyOfAnEmptiedTableUntilTheyAreThereAgain() {
        course(MANY);
        tested.transaction(() -> tested.truncate("lesson"));
        assertThat(lessons()).isEqualTo(-1);
        assertThat(tested.concerns()).hasSize(1);
        for (int at = 0; at < MANY - 2; at++) {
            String id = "l" + at;
            int position = at;
            tested.transaction(() -> tested.lesson("c", id, position, true));
        }
        assertThat(tested.concerns()).isEmpty();
        assertThat(lessons()).isEqualTo(MANY - 2);
    }

    @Test
    void shouldEmptyASmallTableAtOnceAndOnlyOnce() {
        course(4);
        tested.forgetSent();
        tested.transaction(() -> tested.truncate("lesson"));
        assertThat(lessons()).isZero();
        tested.transaction(() -> tested.lesson("c", "l0", 1, true));
        assertThat(lessons()).isEqualTo(1);
        tested.deliverAgain(0);
        tested.begin().commit();
        assertThat(lessons()).isEqualTo(-1);
    }

    @Test
    void shouldNoticeThatEnrollmentsWereEmptied() {
        course(1);
        tested.transaction(() -> tested.truncate("enrollment"));
        assertThat(tested.truncations("enrollment")).isEqualTo(1);
        assertThat(tested.truncations("progress")).isZero();
        List<CourseOutline> none = tested.outlines();
        assertThat(none).isEmpty();
    }
}
