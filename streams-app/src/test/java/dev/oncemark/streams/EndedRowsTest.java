package dev.oncemark.streams;

import static dev.oncemark.streams.LmsRows.ended;
import static dev.oncemark.streams.LmsRows.writtenAt;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Decisions;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Rows that say since when an enrollment is over, and completions that were done before and come later. */
class EndedRowsTest {

    private static final Instant NOW = TestedTopology.START;
    private static final Instant END = NOW.minusSeconds(3_600);
    private static final Instant BEFORE = END.minusMillis(1);
    private static final Duration MINUTE = Duration.ofMinutes(1);

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @BeforeEach
    void publish() {
        tested.publish("a", "a1", "a2").publish("b", "b1");
        row(false, "a", "active");
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private void row(boolean deleted, String course, String status, String... more) {
        String columns = LmsRows.enrollment("e", "u", course, status);
        tested.row("enrollment", "e", deleted, columns + (more.length == 0 ? "" : "," + String.join(",", more)));
    }

    private @Nullable Reason ask(String lesson, Instant occurredAt) {
        Instant now = tested.now();
        tested.ask(new CompletionRequest(UUID.randomUUID(), "e", lesson, occurredAt, now, "client", "u"));
        CompletionResult result = tested.result();
        assertThat(result.status()).isEqualTo(result.reason() == null ? Status.ACCEPTED : Status.REJECTED);
        return result.reason();
    }

    @Test
    void shouldAcceptWhatWasDoneBeforeTheEndAndCompleteTheCourse() {
        assertThat(ask("a1", BEFORE)).isNull();
        row(false, "a", "completed", ended(END), writtenAt(NOW));
        assertThat(ask("a2", END)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        assertThat(ask("a2", tested.now())).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        tested.restart();
        assertThat(ask("a2", BEFORE)).isNull();
        assertThat(tested.completions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.completedAt()).isEqualTo(BEFORE));
        assertThat(tested.deadLetters(Topics.LMS_ENROLLMENTS)).isEmpty();
    }

    @Test
    void shouldRefuseWhereTheRowDoesNotSayWhenItEnded() {
        for (String nothing : new String[] {"\"ended_at\":null", "\"x\":1"}) {
            row(false, "a", "completed", nothing);
            assertThat(ask("a1", BEFORE)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        }
    }

    /** An end that is still to come when the row is written is a plan: the enrollment ended otherwise, nobody knows when. */
    @Test
    void shouldRefuseWhereTheEndWasOnlyPlanned() {
        row(false, "a", "dropped", ended(NOW.plus(MINUTE.multipliedBy(6))), writtenAt(NOW));
        assertThat(ask("a1", BEFORE)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        row(false, "a", "dropped", ended(END)); // does not say when it was written
        assertThat(ask("a1", BEFORE)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        row(false, "a", "dropped", ended("+292278994-08-16T23:00:00Z"), writtenAt(NOW));
        assertThat(ask("a1", BEFORE)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
    }

    /** MySQL says the second in which a row was written, and an app's clock may be ahead of the database's. */
    @Test
    void shouldTakeAnEndThatIsAheadByWhatClocksDifferAsTheTimeOfTheRow() {
        row(false, "a", "dropped", ended(NOW.plus(MINUTE)), writtenAt(NOW));
        assertThat(ask("a1", NOW)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        assertThat(ask("a1", NOW.minusMillis(1))).isNull();
    }

    @Test
    void shouldTakeWhatItsDateSaysAsAPlanWhileAnEnrollmentIsActive() {
        row(false, "a", "active", ended(END), writtenAt(NOW));
        assertThat(ask("a1", NOW)).isNull();
        row(false, "a", "active", ended(NOW.plus(Duration.ofDays(90))), writtenAt(NOW));
        assertThat(ask("a2", NOW)).isNull();
    }

    @Test
    void shouldForgetTheEndWhereTheEnrollmentBeginsAgain() {
        row(false, "a", "completed", ended(END), writtenAt(NOW));
        row(false, "a", "active");
        assertThat(ask("a1", END)).isNull();
        row(false, "a", "completed");
        assertThat(ask("a2", BEFORE)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        row(false, "a", "completed", ended(END), writtenAt(NOW));
        assertThat(ask("a2", BEFORE)).isNull();
    }

    @Test
    void shouldDecideUnderTheCourseThatTheRowNames() {
        row(false, "b", "completed", ended(END), writtenAt(NOW));
        assertThat(ask("b1", BEFORE)).isNull();
        assertThat(tested.completions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.courseId()).isEqualTo("b"));
    }

    /** A soft delete says when; a deleted row that says nothing, or of a plan alone, does not. */
    @Test
    void shouldTakeTheEndOfADeletedRowThatSaysIt() {
        row(true, "a", "active", ended(END), writtenAt(NOW));
        assertThat(ask("a1", END)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        assertThat(ask("a1", BEFORE)).isNull();
        row(true, "a", "active", ended(NOW.plus(Duration.ofDays(90))), writtenAt(NOW));
        assertThat(ask("a2", BEFORE)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        row(true, "a", "active");
        assertThat(ask("a2", BEFORE)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
    }

    @Test
    void shouldTakeARowWhoseEndCannotBeReadWithoutIt() {
        row(false, "a", "completed", ended(END), writtenAt(NOW));
        for (String nonsense : new String[] {ended("yesterday"), ended("+999999999-01-01T00:00:00Z")}) {
            row(false, "b", "active", nonsense);
            assertThat(tested.deadLetters(Topics.LMS_ENROLLMENTS)).hasSize(1);
        }
        assertThat(ask("b1", NOW)).isNull();
        assertThat(tested.completions()).hasSize(1);
        row(false, "b", "completed", "\"__left_out\":\"ended_at: column valid_to (STRING): '?' is no time\"");
        assertThat(tested.deadLetters(Topics.LMS_ENROLLMENTS)).hasSize(1);
        assertThat(ask("b1", BEFORE)).isEqualTo(Reason.ALREADY_COMPLETED);
        row(false, "a", "completed", ended("yesterday"));
        assertThat(ask("a1", BEFORE)).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
    }

    @Test
    void shouldPutAsideAnImportWhoseTimeNobodyCanCount() {
        tested.row("progress", "e", false, LmsRows.progress("e", "\"a1\"", "\"+999999999-01-01T00:00:00Z\""));
        assertThat(tested.deadLetters(Topics.LMS_ENROLLMENTS)).hasSize(1);
        assertThat(ask("a1", NOW)).isNull();
    }
}
