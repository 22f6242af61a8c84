package dev.oncemark.streams;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.DeadLetters;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Decisions;
import java.time.Duration;
import java.time.Instant;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** Rows of progress that say what nobody can read, nothing yet, or what is still to come; and the dates that follow. */
class ProgressRowsTest {

    private static final Instant LAST_YEAR = Instant.parse("2025-05-05T05:05:05.123Z");
    private static final String AT = "\"" + LAST_YEAR + "\"";

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @BeforeEach
    void enroll() {
        tested.publish("c", "l1", "l2").enroll("e", "u", "c", "active");
        tested.outlines();
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private void progress(String lessonJson, String completedAtJson) {
        tested.row("progress", "e", false, LmsRows.progress("e", lessonJson, completedAtJson));
    }

    @Test
    void shouldPassOverALessonThatWasOnlyOpened() {
        progress("\"l1\"", "null");
        assertThat(tested.results()).isEmpty();
        assertThat(tested.deadLetters(Topics.LMS_ENROLLMENTS)).isEmpty();
        progress("\"l1\"", AT);
        assertThat(tested.result().completedAt()).isEqualTo(LAST_YEAR);
    }

    @ParameterizedTest
    @ValueSource(strings = {"1735689600000", "\"2025-05-05 05:05:05\"", "true", "{}"})
    void shouldNotCompleteTheCourseWhileATimeCannotBeRead(String time) {
        progress("\"l1\"", time);
        assertThat(tested.deadLetters(Topics.LMS_ENROLLMENTS)).hasSize(1);
        tested.ask("e", "l1");
        tested.ask("e", "l2");
        assertThat(tested.results()).hasSize(2);
        assertThat(tested.completions()).isEmpty();

        tested.restart();
        tested.transaction(() -> tested.lesson("c", "optional", 3, false));
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.completions()).isEmpty();

        progress("\"l1\"", AT);
        assertThat(tested.completions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.origin()).isEqualTo(Origin.API));
    }

    @Test
    void shouldCompleteTheCourseWhenTheRowThatCouldNotBeReadIsGone() {
        progress("\"" + "x".repeat(256) + "\"", AT);
        tested.ask("e", "l1");
        tested.ask("e", "l2");
        assertThat(tested.completions()).isEmpty();
        tested.row("progress", "e", true, LmsRows.progress("e", "\"" + "x".repeat(256) + "\"", AT));
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldKnowTheRowAgainByItsIdentity() {
        String row = LmsRows.identity("0f");
        String unread = LmsRows.cannotRead("lesson_id: a number with a fraction");
        tested.row("progress", "e", false, LmsRows.progress("e", "null", AT), row, unread);
        progress("\"l1\"", AT);
        progress("\"l2\"", AT);
        assertThat(tested.importedCompletions()).isEmpty();
        tested.row("progress", "e", false, LmsRows.progress("e", "\"l2\"", AT), LmsRows.identity("another"));
        assertThat(tested.importedCompletions()).isEmpty();
        assertThat(tested.completions()).isEmpty();
        tested.row("progress", "e", false, LmsRows.progress("e", "\"l2\"", AT), row);
        assertThat(tested.completions()).isEmpty();
        assertThat(tested.importedCompletions()).hasSize(1);
    }

    @Test
    void shouldHoldAnEnrollmentThatIsNotKnownYetAndNoOther() {
        tested.row("progress", "later", false, LmsRows.progress("later", "\"l1\"", "1"));
        tested.progress("later", "l2", LAST_YEAR).enroll("later", "u", "c", "active");
        tested.ask("later", "l1");
        assertThat(tested.results()).hasSize(2);
        assertThat(tested.completions()).isEmpty();
        tested.ask("e", "l1");
        tested.ask("e", "l2");
        assertThat(tested.completions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.enrollmentId()).isEqualTo("e"));
    }

    @Test
    void shouldHoldNothingWhereNobodyCanSayWhoseEnrollmentItIs() {
        String columns = "\"enrollment_id\":null,\"lesson_id\":\"l1\",\"completed_at\":" + AT;
        tested.row("progress", "0f", false, columns, LmsRows.identity("0f"), LmsRows.cannotRead("enrollment_id: why"));
        assertThat(tested.deadLetters(Topics.LMS_ENROLLMENTS))
                .singleElement()
                .satisfies(letter -> assertThat(new String(
                                letter.headers().lastHeader(DeadLetters.MESSAGE).value(), UTF_8))
                        .contains("enrollment_id: why"));
        tested.enroll("0f", "u", "c", "active");
        tested.ask("0f", "l1");
        tested.ask("0f", "l2");
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldImportNothingFromTheFuture() {
        tested.progress("e", "l1", Instant.parse("2099-01-01T00:00:00Z"));
        assertThat(tested.result()).satisfies(imported -> {
            assertThat(imported.completedAt()).isEqualTo(tested.now());
            assertThat(imported.occurredAt()).isEqualTo(tested.now());
        });
        Instant written = TestedTopology.START.minusSeconds(3_600);
        String row = LmsRows.progress("e", "\"l2\"", "\"" + TestedTopology.START + "\"");
        tested.row("progress", "e", false, row, LmsRows.writtenAt(written));
        assertThat(tested.result().completedAt()).isEqualTo(written);
        assertThat(tested.importedCompletions())
                .extracting(CourseCompletion::completedAt)
                .containsExactly(tested.now());
    }

    @Test
    void shouldKeepTheTimeOfALongWaitThatWasBoundedWhenTheRowCame() {
        tested.progress("e", "not yet", Instant.parse("2099-01-01T00:00:00Z"));
        Instant came = tested.now();
        tested.pass(Duration.ofHours(1));
        tested.transaction(() -> tested.lesson("c", "not yet", 3, false));
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.results()).extracting(CompletionResult::completedAt).containsExactly(came);
    }

    @Test
    void shouldTakeTimesOfLongAgoAsTheyAre() {
        tested.progress("e", "l1", Instant.EPOCH);
        assertThat(tested.result().completedAt()).isEqualTo(Instant.EPOCH);
    }

    @Test
    void shouldDateTheCourseByItsLastRequiredLessonAndNeverAhead() {
        tested.transaction(() -> tested.lesson("c", "optional", 3, false));
        tested.ask("e", "optional", TestedTopology.START.minusSeconds(10));
        tested.ask("e", "l2", TestedTopology.START.minusSeconds(500));
        tested.ask("e", "l1", TestedTopology.START.minusSeconds(400));
        assertThat(tested.completions()).singleElement().satisfies(completion -> {
            assertThat(completion.completedAt()).isEqualTo(TestedTopology.START.minusSeconds(400));
            assertThat(completion.decidedAt()).isEqualTo(tested.now());
        });
        tested.enroll("ahead", "u", "c", "active");
        tested.ask("ahead", "l1", tested.now().plusSeconds(200));
        tested.ask("ahead", "l2", tested.now());
        assertThat(tested.completions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.completedAt()).isEqualTo(tested.now()));
    }

    @Test
    void shouldDateByLessonsAndNotByTheChangeThatCompletesTheCourse() {
        tested.ask("e", "l1", TestedTopology.START.minusSeconds(400));
        tested.transaction(() -> tested.lesson("c", "l2", 1, false));
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.completions()).singleElement().satisfies(completion -> {
            assertThat(completion.origin()).isEqualTo(Origin.CATALOG);
            assertThat(completion.completedAt()).isEqualTo(TestedTopology.START.minusSeconds(400));
        });
    }

    @Test
    void shouldNotTakeARowThatSaysNothingNewForWhatCompletedTheCourse() {
        tested.publish("c1", "l1", "l2").enroll("e", "u", "c1", "active");
        tested.ask("e", "l1");
        tested.enroll("e", "u", "c2", "active").progress("e", "l1", TestedTopology.START);
        tested.publish("c2", "l1");
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.importedCompletions()).isEmpty();
        assertThat(tested.completions()).extracting(CourseCompletion::origin).containsExactly(Origin.CATALOG);
    }
}
