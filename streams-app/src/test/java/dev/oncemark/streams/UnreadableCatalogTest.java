package dev.oncemark.streams;

import static dev.oncemark.streams.LmsRows.lesson;
import static dev.oncemark.streams.LmsRows.skipped;
import static dev.oncemark.streams.LmsRows.unreadable;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Decisions;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A row that cannot be read holds its course, and nothing else. */
class UnreadableCatalogTest {

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @AfterEach
    void close() {
        tested.close();
    }

    private static String withRequired(String required) {
        return "\"id\":\"l2\",\"course_id\":\"c\",\"position\":2,\"required\":" + required;
    }

    /** A course of which the second lesson's row has these columns, and an enrollment that did the first. */
    private void courseWith(String columns) {
        tested.transaction(() -> {
            tested.course("c", true);
            tested.row("c", "lesson", LmsRows.of("r1", lesson("c", "l1", 1, true)));
            tested.row("c", "lesson", columns);
        });
        tested.enroll("e", "u", "c", "active");
        tested.ask("e", "l1");
        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
    }

    private void assertHeldBy(int rows) {
        assertThat(tested.completions()).isEmpty();
        assertThat(tested.outlines())
                .last()
                .satisfies(outline -> assertThat(outline.unreadableRows()).isEqualTo(rows));
        assertThat(tested.concerns()).hasSize(rows);
    }

    private void assertNothingHoldsItWhenThatComesAgain(int row) {
        tested.deliverAgain(row);
        tested.transaction(() -> tested.course("c", true));
        tested.pass(java.time.Duration.ofSeconds(1));
        assertThat(tested.outlines()).isEmpty();
        assertThat(tested.concerns()).isEmpty();
    }

    @Test
    void shouldHoldACourseOfWhichALessonsRowInTodaysFormCannotBeRead() {
        courseWith(withRequired("null"));
        assertHeldBy(1);
        assertThat(tested.deadLetters(Topics.LMS_COURSES)).hasSize(1);
        tested.restart();
        assertThat(tested.concerns()).singleElement().asString().contains("course c", "required");
        tested.transaction(() -> tested.row("c", "lesson", withRequired("false")));
        assertThat(tested.outlines())
                .singleElement()
                .satisfies(outline -> assertThat(outline.unreadableRows()).isNull());
        tested.pass(java.time.Duration.ofSeconds(1));
        assertThat(tested.completions()).hasSize(1);
        assertThat(tested.concerns()).isEmpty();
    }

    @Test
    void shouldHoldACourseOfWhichALessonsIdIsTooLong() {
        String long1 = "\"id\":\"%s1\",\"course_id\":\"c\",\"required\":true".formatted("l".repeat(Ids.MAX_LENGTH));
        String long2 = "\"id\":\"%s2\",\"course_id\":\"c\",\"required\":true".formatted("l".repeat(Ids.MAX_LENGTH));
        courseWith(long1);
        tested.transaction(() -> tested.row("c", "lesson", long2));
        assertHeldBy(2);
        tested.transaction(() -> tested.deleteRow("c", "lesson", long1));
        assertHeldBy(1);
        tested.transaction(() -> tested.deleteRow("c", "lesson", long2));
        tested.pass(java.time.Duration.ofSeconds(1));
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldTakeNullAsRequiredInRowsThatSayWhichTheyAre() {
        courseWith(LmsRows.of("r2", withRequired("null")));
        assertThat(tested.completions()).isEmpty();
        assertThat(tested.outlines())
                .singleElement()
                .satisfies(outline -> assertThat(outline.lessons())
                        .extracting(CourseOutline.Lesson::required)
                        .containsExactly(true, true));
        assertThat(tested.deadLetters(Topics.LMS_COURSES)).isEmpty();
    }

    @Test
    void shouldHoldByARowOfWhichTheConnectorReadNoIds() {
        courseWith(LmsRows.of("r2", withRequired("false")));
        assertThat(tested.completions()).hasSize(1);
        tested.outlines();
        tested.transaction(() -> tested.row("c", "lesson", unreadable("\"__row\":\"r2\"")));
        assertHeldBy(1);
        tested.transaction(() -> tested.row("c", "lesson", LmsRows.of("r2", lesson("c", "l2", 2, true))));
        assertThat(tested.outlines())
                .singleElement()
                .satisfies(outline -> assertThat(outline.unreadableRows()).isNull());
    }

    @Test
    void shouldHoldNobodyWhereTheCourseIsNotKnownButTellTheOperator() {
        courseWith(LmsRows.of("r2", withRequired("false")));
        tested.transaction(() -> tested.row("x", "lesson", unreadable("\"__row\":\"r9\"")));
        assertThat(tested.concerns()).singleElement().asString().contains("not known");
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldIgnoreAnUnreadableRowThatComesAgainAfterAReadableOne() {
        tested.forgetSent();
        courseWith(LmsRows.of("r2", unreadable(withRequired("\"x\""))));
        int unreadable = 2;
        tested.transaction(() -> tested.row("c", "lesson", LmsRows.of("r2", withRequired("false"))));
        tested.outlines();
        assertNothingHoldsItWhenThatComesAgain(unreadable);
    }

    /** The connector went on from before the snapshot that told it, and what had deleted the row is in no log any more. */
    @Test
    void shouldIgnoreAnUnreadableRowThatComesAgainAfterASnapshotThatLacksIt() {
        tested.forgetSent();
        courseWith(withRequired("null"));
        int unreadable = 2;
        assertHeldBy(1);
        tested.snapshotCourse("c", true, "first");
        tested.snapshotLesson("c", "l1", 1, "first_in_data_collection");
        tested.snapshotLesson("c", "l3", 3, "last_in_data_collection");
        tested.begin().commit();
        assertThat(tested.concerns()).isEmpty();
        tested.outlines();
        assertNothingHoldsItWhenThatComesAgain(unreadable);
        tested.transaction(() -> tested.row("c", "lesson", withRequired("null")));
        assertHeldBy(1);
    }

    @Test
    void shouldTakeARowThatSaysNothingAnyMoreAsGone() {
        courseWith(LmsRows.of("r2", withRequired("true")));
        tested.transaction(() -> tested.row("c", "lesson", unreadable("\"__row\":\"r2\"")));
        assertHeldBy(1);
        tested.transaction(() -> tested.row("r2", "lesson", skipped("\"__row\":\"r2\"")));
        tested.pass(java.time.Duration.ofSeconds(1));
        assertThat(tested.completions()).hasSize(1);
        assertThat(tested.concerns()).isEmpty();
    }

    @Test
    void shouldEndASnapshotWhoseLastRowIsUnreadableOrSkipped() {
        tested.snapshotCourse("c", true, "first");
        tested.snapshotLesson("c", "l1", 1, "first_in_data_collection");
        tested.snapshotRow("c", "lesson", withRequired("null"), "last_in_data_collection");
        assertThat(tested.outlines())
                .singleElement()
                .satisfies(outline -> assertThat(outline.unreadableRows()).isEqualTo(1));
        tested.snapshotLesson("c", "l2", 2, "first_in_data_collection");
        tested.snapshotLesson("c", "l1", 1, "true");
        tested.snapshotRow("x", "lesson", skipped("\"__row\":\"r7\""), "last_in_data_collection");
        assertThat(tested.outlines())
                .singleElement()
                .satisfies(outline -> assertThat(outline.unreadableRows()).isNull());
    }
}
