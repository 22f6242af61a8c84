package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;

/** Enrollments that are not there yet, move, end, begin again, or get another learner (docs/operations.md). */
class EnrollmentRowsTest {

    private final TestedTopology tested = new TestedTopology();

    @BeforeEach
    void publish() {
        tested.publish("a", "a1", "a2").publish("b", "b1");
    }

    @AfterEach
    void close() {
        tested.close();
    }

    private Status ask(String enrollmentId, String lesson) {
        tested.ask(enrollmentId, lesson);
        return tested.result().status();
    }

    private void row(boolean deleted, String learnerJson, String courseJson, String statusJson) {
        tested.row(
                "enrollment",
                "e",
                deleted,
                "\"id\":\"e\",\"learner_id\":%s,\"course_id\":%s,\"status\":%s"
                        .formatted(learnerJson, courseJson, statusJson));
    }

    @Test
    void shouldPassOverAnInvitationUntilSomebodyAccepts() {
        row(false, "null", "\"a\"", "\"active\"");
        row(false, "\"u\"", "null", "\"active\"");
        tested.ask("e", "a1");
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        assertThat(tested.result().reason()).isEqualTo(Reason.UNKNOWN_ENROLLMENT);
        row(false, "\"u\"", "\"a\"", "null");
        tested.ask("e", "a1");
        assertThat(tested.result().reason()).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        row(false, "\"u\"", "\"a\"", "\"active\"");
        assertThat(ask("e", "a1")).isEqualTo(Status.ACCEPTED);
        assertThat(tested.deadLetters(Topics.LMS_ENROLLMENTS)).isEmpty();
    }

    @Test
    void shouldTakeNothingForAnEnrollmentThatLostItsLearner() {
        row(false, "\"u\"", "\"a\"", "\"active\"");
        row(false, "null", "\"a\"", "\"active\"");
        tested.ask("e", "a1");
        assertThat(tested.result()).satisfies(rejected -> {
            assertThat(rejected.reason()).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
            assertThat(rejected.learnerId()).isEqualTo("u");
        });
    }

    /** The new connector writes a row that does not count as deleted, with what it has. */
    @Test
    void shouldEndAnEnrollmentWhoseDeletionDoesNotSayWhoseItWas() {
        row(false, "\"u\"", "\"a\"", "\"active\"");
        row(true, "null", "null", "null");
        tested.ask("e", "a1");
        assertThat(tested.result().reason()).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
    }

    @Test
    void shouldHoldTheCourseOfAnEnrollmentWhoseRowCannotBeRead() {
        row(false, "\"u\"", "\"b\"", "\"active\"");
        row(false, "\"u\"", "\"" + "x".repeat(256) + "\"", "\"active\"");
        assertThat(tested.deadLetters(Topics.LMS_ENROLLMENTS)).hasSize(1);
        assertThat(ask("e", "b1")).isEqualTo(Status.ACCEPTED);
        assertThat(tested.completions()).isEmpty();
        row(false, "\"u\"", "\"b\"", "\"active\"");
        assertThat(tested.completions()).hasSize(1);
    }

    @Test
    void shouldKeepWhatWasDoneWhereAccountsMerge() {
        tested.enroll("e", "old-account", "a", "active");
        UUID first = tested.ask("e", "a1", UUID.randomUUID(), "old-account");
        tested.results();
        tested.enroll("e", "account", "a", "active");
        tested.ask("e", "a2", UUID.randomUUID(), "old-account");
        assertThat(tested.result().reason()).isEqualTo(Reason.NOT_ENROLLMENT_OWNER);
        tested.ask("e", "a1", UUID.randomUUID(), "account");
        assertThat(tested.result().originalRequestId()).isEqualTo(first);
        tested.ask("e", "a2", UUID.randomUUID(), "account");
        assertThat(tested.completions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.learnerId()).isEqualTo("account"));
    }

    /** Two enrollments of one course: the LMS copies what the one had into the other's progress. */
    @Test
    void shouldCarryProgressFromOneEnrollmentToAnother() {
        tested.enroll("from", "u", "a", "active").enroll("to", "v", "a", "active");
        tested.ask("from", "a1");
        tested.ask("to", "a2");
        tested.results();
        tested.progress("to", "a1", TestedTopology.START.minusSeconds(60)).enroll("from", "u", "a", "merged");
        assertThat(tested.result().sequence()).isEqualTo(2);
        assertThat(tested.importedCompletions())
                .singleElement()
                .satisfies(completion -> assertThat(completion.enrollmentId()).isEqualTo("to"));
        tested.ask("from", "a2");
        assertThat(tested.result().reason()).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
    }

    @Test
    void shouldKeepProgressInBothCoursesWhereAnEnrollmentMovesAndComesBack() {
        tested.enroll("e", "u", "a", "active");
        assertThat(ask("e", "a1")).isEqualTo(Status.ACCEPTED);
        tested.enroll("e", "u", "b", "active");
        tested.ask("e", "a2");
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        assertThat(tested.result().reason()).isEqualTo(Reason.LESSON_NOT_IN_COURSE);
        tested.enroll("e", "u", "a", "active");
        assertThat(ask("e", "a1")).isEqualTo(Status.REJECTED);
        assertThat(ask("e", "a2")).isEqualTo(Status.ACCEPTED);
        assertThat(tested.completions()).hasSize(1);
        tested.enroll("e", "u", "b", "active");
        assertThat(ask("e", "b1")).isEqualTo(Status.ACCEPTED);
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.completions()).isEmpty();
    }

    @Test
    void shouldGoOnWhereAnEnrollmentEndedThatBeginsAgainUnderTheSameId() {
        tested.enroll("e", "u", "a", "active");
        UUID first = tested.ask("e", "a1");
        tested.results();
        tested.enroll("e", "u", "a", "expired");
        tested.ask("e", "a2");
        assertThat(tested.result().reason()).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        tested.enroll("e", "u", "a", "active");
        tested.ask("e", "a1");
        assertThat(tested.result().originalRequestId()).isEqualTo(first);

        row(true, "\"u\"", "\"a\"", "\"active\"");
        tested.ask("e", "a2");
        assertThat(tested.result().reason()).isEqualTo(Reason.ENROLLMENT_NOT_ACTIVE);
        row(false, "\"u\"", "\"a\"", "\"active\"");
        assertThat(ask("e", "a2")).isEqualTo(Status.ACCEPTED);
        assertThat(tested.completions()).hasSize(1);
        row(true, "\"u\"", "\"a\"", "\"active\"");
        row(false, "\"u\"", "\"a\"", "\"active\"");
        assertThat(ask("e", "a2")).isEqualTo(Status.REJECTED);
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.completions()).isEmpty();
    }
}
