package dev.oncemark.streams;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.decision.Decisions;
import java.nio.charset.StandardCharsets;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Objects;
import java.util.UUID;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

/** However many lessons passed through a course, its records stay small enough for the broker. */
class BoundedOutlinesTest {

    private static final int BROKERS_LIMIT = 1 << 20;
    private static final int AT_ONCE = 500;
    private static final int PASSING = 100_000;

    private final TestedTopology tested =
            new TestedTopology(1_000, Decisions.BY_DEFAULT::decide, new KeptStores().stores());

    @AfterEach
    void close() {
        tested.close();
    }

    private static String id(int number) {
        return UUID.nameUUIDFromBytes(("lesson " + number).getBytes(StandardCharsets.UTF_8))
                .toString();
    }

    private int largest() {
        return tested.outlines().stream()
                .mapToInt(outline ->
                        Objects.requireNonNull(Topics.COURSE_OUTLINES.serde().serialize("t", outline)).length)
                .max()
                .orElse(0);
    }

    /** 100,000 lesson ids, 500 at a time, each time all of them new. */
    @Test
    void shouldGoOnWithACourseThroughWhichAHundredThousandLessonsPassed() {
        tested.transaction(() -> tested.course("c", true));
        tested.enroll("e", "u", "c", "active").enroll("f", "u", "c", "active");
        UUID first = new UUID(1, 1);
        int largest = 0;
        for (int from = 0; from < PASSING; from += AT_ONCE) {
            int now = from;
            tested.transaction(() -> {
                for (int number = now - AT_ONCE; number < now; number++) {
                    if (number >= 0) {
                        tested.deleteLesson("c", id(number));
                    }
                }
                for (int number = now; number < now + AT_ONCE; number++) {
                    tested.lesson("c", id(number), number, number == now);
                }
            });
            tested.forgetSent();
            if (from == 0) {
                tested.ask("e", id(1), first, null);
            }
            largest = Math.max(largest, largest());
        }
        assertThat(largest).isLessThan(BROKERS_LIMIT / 2);
        tested.results();
        long start = System.nanoTime();
        tested.restart();
        tested.ask("e", id(1));
        assertThat(tested.result().originalRequestId()).isEqualTo(first);
        assertThat(Duration.ofNanos(System.nanoTime() - start)).isLessThan(Duration.ofSeconds(20));
        tested.ask("f", id(PASSING - AT_ONCE));
        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
        assertThat(tested.completions()).hasSize(1);
        tested.progress("f", id(AT_ONCE + 7), TestedTopology.START);
        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
        tested.ask("f", id(AT_ONCE + 7));
        assertThat(tested.result().reason()).isEqualTo(Reason.ALREADY_COMPLETED);
    }

    @Test
    void shouldRefuseACourseThatIsTooLargeAndNoOther() {
        tested.publish("c", "l1").enroll("e", "u", "c", "active");
        tested.outlines();
        List<Integer> lessons = new ArrayList<>();
        for (int number = 0; number < 14_000; number++) {
            lessons.add(number);
        }
        tested.transaction(() -> {
            lessons.forEach(number -> tested.lesson("c", id(number), number, true));
            tested.course("d", true);
            tested.lesson("d", "l1", 1, true);
        });
        List<CourseOutline> outlines = tested.outlines();
        assertThat(outlines).extracting(CourseOutline::courseId).containsExactlyInAnyOrder("c", "d");
        assertThat(outlines)
                .filteredOn(outline -> outline.courseId().equals("c"))
                .singleElement()
                .satisfies(held -> {
                    assertThat(held.unreadableRows()).isEqualTo(1);
                    assertThat(held.lessons()).hasSize(1);
                });
        assertThat(tested.concerns()).singleElement().asString().contains("course c is too large");
        tested.ask("e", "l1");
        assertThat(tested.result().status()).isEqualTo(Status.ACCEPTED);
        assertThat(tested.completions()).isEmpty();
        tested.transaction(() -> lessons.forEach(number -> tested.deleteLesson("c", id(number))));
        tested.pass(Duration.ofSeconds(1));
        assertThat(tested.completions()).hasSize(1);
        assertThat(tested.concerns()).isEmpty();
        assertThat(largest()).isLessThan(BROKERS_LIMIT);
    }
}
