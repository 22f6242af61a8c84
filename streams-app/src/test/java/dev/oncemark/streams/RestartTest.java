package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.CourseOutline.Lesson;
import dev.oncemark.contracts.Origin;
import dev.oncemark.streams.decision.Decisions;
import java.time.Duration;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A stop between any two records changes no verdict: whatever a task needs to know is in its stores. */
class RestartTest {

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @AfterEach
    void close() {
        tested.close();
    }

    @Test
    void shouldKeepParkedRequestsInTheirOrder() {
        UUID first = tested.ask("e", "l1");
        UUID second = tested.ask("e", "l1");
        tested.restart();
        UUID third = tested.ask("e", "l2");
        tested.publish("c", "l1", "l2").enroll("e", "u", "c", "active");
        assertThat(tested.results())
                .extracting(CompletionResult::requestId, CompletionResult::status)
                .containsExactly(
                        org.assertj.core.groups.Tuple.tuple(first, Status.ACCEPTED),
                        org.assertj.core.groups.Tuple.tuple(second, Status.REJECTED),
                        org.assertj.core.groups.Tuple.tuple(third, Status.ACCEPTED));
    }

    @Test
    void shouldGiveParkedRequestsTheWholeGracePeriodAgain() {
        tested.ask("e", "l1");
        tested.pass(TestedTopology.GRACE.minusSeconds(1));
        tested.restart();
        tested.pass(TestedTopology.GRACE.minusSeconds(1));
        assertThat(tested.results()).isEmpty();
        tested.pass(Duration.ofSeconds(2));
        assertThat(tested.result().reason()).isEqualTo(Reason.UNKNOWN_ENROLLMENT);
    }

    @Test
    void shouldKeepImportedRowsThatWaitForTheirCourse() {
        tested.progress("e", "l1", TestedTopology.START).enroll("e", "u", "c", "active");
        tested.restart();
        tested.publish("c", "l1");
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.result().origin()).isEqualTo(Origin.IMPORT);
        assertThat(tested.importedCompletions()).hasSize(1);
    }

    @Test
    void shouldNeverMoveAnOrdinalWhateverHappensToLessons() {
        tested.publish("c", "l1", "l2", "l3").enroll("e", "u", "c", "active");
        UUID first = tested.ask("e", "l1");
        tested.restart();
        tested.transaction(() -> tested.deleteLesson("c", "l1"));
        tested.restart();
        tested.transaction(() -> {
            tested.lesson("c", "l4", 0, true);
            tested.lesson("c", "l3", 1, true);
            tested.lesson("c", "l2", 2, true);
        });
        tested.restart();
        tested.transaction(() -> tested.lesson("c", "l1", 9, true));
        assertThat(tested.outlines().get(3).lessons())
                .containsExactly(
                        new Lesson("l4", true, 3),
                        new Lesson("l3", true, 2),
                        new Lesson("l2", true, 1),
                        new Lesson("l1", true, 0));
        tested.results();
        tested.ask("e", "l1");
        assertThat(tested.result().originalRequestId()).isEqualTo(first);
        tested.ask("e", "l4");
        assertThat(tested.result().sequence()).isEqualTo(2);
    }

    @Test
    void shouldGoOnWithAHalfReevaluatedCourse() {
        int enrollments = 1_200;
        tested.publish("c", "l1", "l2");
        List<String> ids =
                IntStream.range(0, enrollments).mapToObj(id -> "e" + id).toList();
        ids.forEach(id -> tested.enroll(id, "u", "c", "active"));
        ids.forEach(id -> tested.ask(id, "l1"));
        tested.transaction(() -> tested.lesson("c", "l2", 1, false));
        Set<String> completed = new HashSet<>();
        for (int slice = 0; slice < 4; slice++) {
            tested.pass(Duration.ofMillis(20));
            tested.completions().stream()
                    .map(CourseCompletion::enrollmentId)
                    .forEach(id -> assertThat(completed.add(id))
                            .as("first completion of %s", id)
                            .isTrue());
            if (slice == 0) {
                assertThat(completed).isNotEmpty().hasSizeLessThan(enrollments);
            }
            tested.restart();
        }
        assertThat(completed).containsExactlyInAnyOrderElementsOf(ids);
    }

    @Test
    void shouldCompleteNobodyWhileACourseIsHalfLoaded() {
        tested.enroll("e", "u", "c", "active");
        tested.begin();
        for (int lesson = 0; lesson < 10; lesson++) {
            if (lesson == 4) {
                tested.course("c", true);
            }
            tested.lesson("c", "l" + lesson, lesson, true);
            tested.ask("e", "l0");
            if (lesson % 3 == 0) {
                tested.restart();
            }
            tested.pass(Duration.ofMillis(500));
            assertThat(tested.completions()).isEmpty();
        }
        tested.commit();
        assertThat(tested.results().get(0).status()).isEqualTo(Status.ACCEPTED);
        assertThat(tested.completions()).isEmpty();
        IntStream.range(1, 10).forEach(lesson -> tested.ask("e", "l" + lesson));
        assertThat(tested.completions()).hasSize(1);
    }
}
