package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.streams.decision.Decisions;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** A request that is parked holds what its row is about, and nothing else. */
class ParkingOrderTest {

    private static final int BOUND = 10_000;
    private static final Duration ALMOST = TestedTopology.GRACE.minusSeconds(1);

    private final TestedTopology tested =
            new TestedTopology(BOUND, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @AfterEach
    void close() {
        tested.close();
    }

    private List<UUID> decided() {
        return tested.results().stream().map(CompletionResult::requestId).toList();
    }

    @Test
    void shouldLetOneDeletedLessonOfAnOfflineBatchWaitAlone() {
        String[] lessons =
                IntStream.range(0, 20).mapToObj(lesson -> "l" + lesson).toArray(String[]::new);
        tested.publish("c", lessons).enroll("e", "u", "c", "active");
        tested.transaction(() -> tested.deleteLesson("c", "l3"));
        for (String lesson : lessons) {
            tested.ask("e", lesson);
        }
        List<CompletionResult> results = tested.results();
        assertThat(results).hasSize(19).allMatch(result -> result.status() == Status.ACCEPTED);
        assertThat(results).extracting(CompletionResult::lessonId).doesNotContain("l3");
        assertThat(tested.completions()).hasSize(1);
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        assertThat(tested.result().reason()).isEqualTo(Reason.LESSON_NOT_IN_COURSE);
    }

    @Test
    void shouldKeepTheOrderOfOneLessonsRequests() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        UUID first = tested.ask("e", "new");
        UUID second = tested.ask("e", "new");
        UUID other = tested.ask("e", "l1");
        assertThat(decided()).containsExactly(other);
        tested.restart();
        UUID third = tested.ask("e", "new");
        tested.transaction(() -> tested.lesson("c", "new", 2, true));
        List<CompletionResult> results = tested.results();
        assertThat(results).extracting(CompletionResult::requestId).containsExactly(first, second, third);
        assertThat(results)
                .extracting(CompletionResult::status)
                .containsExactly(Status.ACCEPTED, Status.REJECTED, Status.REJECTED);
    }

    @Test
    void shouldHoldAnEnrollmentThatIsNotKnownAndNoOther() {
        tested.publish("c", "l1", "l2").enroll("f", "v", "c", "active");
        UUID first = tested.ask("e", "gone");
        UUID second = tested.ask("e", "l1");
        UUID third = tested.ask("e", "l2");
        UUID ofAnother = tested.ask("f", "l1");
        assertThat(decided()).containsExactly(ofAnother);
        tested.enroll("e", "u", "c", "active");
        assertThat(decided()).containsExactly(second, third);
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        assertThat(decided()).containsExactly(first);
    }

    @Test
    void shouldHoldAnEnrollmentWhoseCourseIsNotKnown() {
        tested.enroll("e", "u", "c", "active");
        UUID first = tested.ask("e", "l1");
        UUID second = tested.ask("e", "l2");
        assertThat(decided()).isEmpty();
        tested.publish("c", "l1", "l2");
        assertThat(decided()).containsExactly(first, second);
        tested.transaction(() -> tested.deleteCourse("c"));
        UUID third = tested.ask("e", "l3");
        // That a lesson is complete is known without its course; but the one before it has to be decided first.
        UUID fourth = tested.ask("e", "l1");
        assertThat(decided()).isEmpty();
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        assertThat(decided()).containsExactly(third, fourth);
    }

    @Test
    void shouldGiveEachOfThemItsOwnGracePeriod() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        UUID first = tested.ask("e", "gone1");
        tested.pass(ALMOST);
        UUID second = tested.ask("e", "gone2");
        tested.pass(Duration.ofSeconds(2));
        assertThat(decided()).containsExactly(first);
        tested.pass(ALMOST);
        assertThat(decided()).containsExactly(second);
    }

    @Test
    void shouldParkTenThousandAndGoOnAfterARestart() {
        tested.publish("c", "l").enroll("e", "u", "c", "active");
        List<UUID> asked = new ArrayList<>();
        for (int lesson = 0; lesson < BOUND; lesson++) {
            asked.add(tested.ask("e", "new" + lesson / 2));
        }
        UUID known = tested.ask("e", "l");
        assertThat(decided()).containsExactly(known);
        tested.restart();
        tested.transaction(() -> IntStream.iterate(0, lesson -> lesson < BOUND / 2, lesson -> lesson + 2)
                .forEach(lesson -> tested.lesson("c", "new" + lesson, lesson, true)));
        List<UUID> released = decided();
        assertThat(released)
                .hasSize(BOUND / 2)
                .isEqualTo(IntStream.range(0, BOUND)
                        .filter(at -> at / 2 % 2 == 0)
                        .mapToObj(asked::get)
                        .toList());
        tested.restart();
        tested.pass(TestedTopology.GRACE.plusSeconds(1));
        assertThat(decided())
                .isEqualTo(IntStream.range(0, BOUND)
                        .filter(at -> at / 2 % 2 == 1)
                        .mapToObj(asked::get)
                        .toList());
    }

    @Test
    void shouldDecideTheParkedOnesOfAnEnrollmentFirstWhereThereIsNoMoreRoom() {
        try (TestedTopology full = new TestedTopology(3)) {
            full.publish("c", "l1").enroll("e", "u", "c", "active").enroll("other", "u", "c", "active");
            UUID first = full.ask("e", "gone1");
            UUID second = full.ask("e", "gone2");
            UUID elsewhere = full.ask("other", "gone1");
            UUID known = full.ask("e", "l1");
            assertThat(full.result().requestId()).isEqualTo(known);
            UUID over = full.ask("e", "gone3");
            List<CompletionResult> results = full.results();
            assertThat(results).extracting(CompletionResult::requestId).containsExactly(first, second, over);
            assertThat(results).extracting(CompletionResult::reason).containsOnly(Reason.LESSON_NOT_IN_COURSE);
            full.pass(TestedTopology.GRACE.plusSeconds(1));
            assertThat(full.result().requestId()).isEqualTo(elsewhere);
        }
    }
}
