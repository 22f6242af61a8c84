package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.endtoend.Client.Answer;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Part;
import dev.oncemark.endtoend.stack.Stack;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.Semaphore;
import java.util.function.Consumer;
import java.util.function.Function;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Named;
import org.junit.jupiter.api.extension.ExtendWith;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;

@ExtendWith(StackExtension.class)
class RestartIT {

    private static final int LESSONS = 20;
    private static final int LEARNERS = 20;
    private static final int TIMES = 2;
    private static final int AT_ONCE = 32;

    static Stream<Arguments> restarts() {
        Function<Stack, Part> streamsApp = Stack::streamsApp;
        Function<Stack, Part> sink = Stack::sink;
        Function<Stack, Part> connect = Stack::connect;
        Consumer<Part> killed = Part::kill;
        Consumer<Part> stopped = Part::stop;
        return Stream.of(
                Arguments.of(Named.of("streams-app", streamsApp), Named.of("killed", killed)),
                Arguments.of(Named.of("streams-app", streamsApp), Named.of("stopped", stopped)),
                Arguments.of(Named.of("sink", sink), Named.of("killed", killed)),
                Arguments.of(Named.of("connect", connect), Named.of("killed", killed)));
    }

    /** Half of the requests are there when the part goes, half come while it is away or coming back. */
    @ParameterizedTest(name = "{0} {1}")
    @MethodSource("restarts")
    void shouldDecideAndStoreEachRequestOnceThoughAPartRestarts(
            Function<Stack, Part> part, Consumer<Part> end, Stack stack) throws Exception {
        Course course = new Lms(stack).publish(LESSONS, LEARNERS);
        Client client = new Client(stack);

        List<CompletableFuture<Answer>> sent = new ArrayList<>(submitAll(client, course));
        end.accept(part.apply(stack));
        sent.addAll(submitAll(client, course));
        part.apply(stack).start();

        assertThat(sent).extracting(answer -> answer.join().status()).containsOnly(202);
        History history = new History(stack, course);
        List<CompletionResult> results = history.results(TIMES * LESSONS * LEARNERS);
        assertThat(results)
                .extracting(result -> result.inPartition() + "@" + result.inOffset())
                .hasSize(TIMES * LESSONS * LEARNERS)
                .doesNotHaveDuplicates();
        List<CompletionResult> accepted = results.stream()
                .filter(result -> result.status() == Status.ACCEPTED)
                .toList();
        assertThat(accepted).hasSize(LESSONS * LEARNERS);
        for (String enrollment : course.enrollments()) {
            assertThat(accepted.stream()
                            .filter(result -> result.enrollmentId().equals(enrollment))
                            .map(CompletionResult::sequence))
                    .containsExactlyElementsOf(
                            LongStream.rangeClosed(1, LESSONS).boxed().toList());
        }
        assertThat(history.courseCompletions(LEARNERS))
                .extracting(completion -> completion.enrollmentId())
                .containsExactlyInAnyOrderElementsOf(course.enrollments());
        await().atMost(Duration.ofSeconds(40)).untilAsserted(() -> {
            assertThat(history.rows()).containsExactlyInAnyOrderElementsOf(rows(accepted));
            assertThat(history.completedRows()).containsExactlyInAnyOrderElementsOf(course.enrollments());
        });
    }

    /** No more at once than an API that has just started takes. */
    private static List<CompletableFuture<Answer>> submitAll(Client client, Course course) {
        var atOnce = new Semaphore(AT_ONCE);
        return course.enrollments().stream()
                .flatMap(enrollment -> course.lessons().stream().map(lesson -> {
                    atOnce.acquireUninterruptibly();
                    return client.submitAsync(enrollment, lesson, 0).whenComplete((answer, lost) -> atOnce.release());
                }))
                .toList();
    }

    private static List<String> rows(List<CompletionResult> accepted) {
        return accepted.stream()
                .map(result -> result.enrollmentId() + " " + result.lessonId() + " " + result.requestId())
                .toList();
    }
}
