package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.endtoend.Client.Answer;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import java.time.Duration;
import java.util.List;
import java.util.Objects;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.CountDownLatch;
import java.util.concurrent.ExecutorService;
import java.util.concurrent.Executors;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicBoolean;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.stream.IntStream;
import java.util.stream.LongStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Many complete one enrollment's lessons while others begin its attempts, and the streams-app is killed among it. */
@ExtendWith(StackExtension.class)
class AttemptRaceIT {

    private static final int LEARNERS = 100;
    private static final int ADMINISTRATORS = 4;
    private static final int LESSONS = 10;
    private static final int BEFORE_THE_KILL = 300;
    private static final long BETWEEN_RESETS_MILLIS = 150;
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final CountDownLatch beforeTheKill = new CountDownLatch(BEFORE_THE_KILL);
    private final AtomicBoolean learnersAreDone = new AtomicBoolean();
    private final AtomicInteger attempt = new AtomicInteger(1);

    @Test
    void shouldAddUpToEveryAcceptanceWhateverTheOrder(Stack stack) throws Exception {
        Course course = new Lms(stack).publish(LESSONS, 1);
        ExecutorService threads = Executors.newFixedThreadPool(LEARNERS + ADMINISTRATORS);
        try {
            CompletableFuture<?>[] learners = together(threads, LEARNERS, number -> learn(stack, course, number));
            CompletableFuture<?>[] administrators =
                    together(threads, ADMINISTRATORS, number -> administer(stack, course));
            assertThat(beforeTheKill.await(LIMIT.toSeconds(), TimeUnit.SECONDS)).isTrue();
            stack.streamsApp().kill();
            stack.streamsApp().start();
            CompletableFuture.allOf(learners).join();
            learnersAreDone.set(true);
            CompletableFuture.allOf(administrators).join();
        } finally {
            learnersAreDone.set(true);
            threads.shutdownNow();
        }

        History history = new History(stack, course);
        List<CompletionResult> results = history.results(history.requests());
        assertResultsAddUp(results);
        await().atMost(LIMIT).untilAsserted(() -> assertRowsAddUp(history, course.enrollment(), results));
        assertThat(history.eventIds()).doesNotHaveDuplicates();
        Verifier.assertGood(stack, null);
    }

    private static CompletableFuture<?>[] together(
            ExecutorService threads, int count, java.util.function.IntConsumer each) {
        return IntStream.range(0, count)
                .mapToObj(number -> CompletableFuture.runAsync(() -> each.accept(number), threads))
                .toArray(CompletableFuture[]::new);
    }

    private void learn(Stack stack, Course course, int number) {
        Client client = new Client(stack);
        for (int turn = 0; turn < LESSONS; turn++) {
            String lesson = course.lessons().get((number + turn) % LESSONS);
            assertThat(client.submit(course.enrollment(), lesson, 5).status()).isIn(201, 202, 409);
            beforeTheKill.countDown();
        }
    }

    private void administer(Stack stack, Course course) {
        Client client = Client.ofAdministrator(stack);
        while (!learnersAreDone.get()) {
            Answer answer = client.reset(course.enrollment(), attempt.get() + 1);
            assertThat(answer.status()).isIn(200, 201, 202, 409);
            String under = answer.status() == 409 ? "currentAttempt" : "attempt";
            attempt.accumulateAndGet(answer.json().path(under).asInt(1), Math::max);
            try {
                TimeUnit.MILLISECONDS.sleep(BETWEEN_RESETS_MILLIS);
            } catch (InterruptedException over) {
                return;
            }
        }
    }

    private static void assertResultsAddUp(List<CompletionResult> results) {
        List<CompletionResult> resets = of(results, Status.RESET).toList();
        int last = results.get(results.size() - 1).attemptNumber();
        assertThat(last).as("some attempts").isGreaterThan(3);
        assertThat(resets)
                .extracting(CompletionResult::attemptNumber)
                .containsExactlyElementsOf(
                        IntStream.rangeClosed(2, last).boxed().toList());
        List<Long> sequences = results.stream()
                .filter(result -> result.status() == Status.ACCEPTED || result.status() == Status.RESET)
                .map(CompletionResult::sequence)
                .filter(Objects::nonNull)
                .toList();
        assertThat(sequences)
                .containsExactlyElementsOf(
                        LongStream.rangeClosed(1, sequences.size()).boxed().toList());
    }

    private static void assertRowsAddUp(History history, String enrollment, List<CompletionResult> results)
            throws Exception {
        CompletionResult lastReset =
                of(results, Status.RESET).reduce((before, reset) -> reset).orElseThrow();
        assertThat(history.acceptedRows())
                .containsExactlyInAnyOrderElementsOf(of(results, Status.ACCEPTED)
                        .map(accepted -> enrollment + " " + accepted.sequence())
                        .toList());
        assertThat(history.rows())
                .containsExactlyInAnyOrderElementsOf(of(results, Status.ACCEPTED)
                        .filter(accepted -> number(accepted) > number(lastReset))
                        .map(accepted -> enrollment + " " + accepted.lessonId() + " " + accepted.requestId())
                        .toList());
        assertThat(history.commandRows())
                .containsExactlyElementsOf(of(results, Status.RESET)
                        .map(reset -> reset.sequence() + " RESET " + reset.attemptNumber())
                        .toList());
    }

    private static Stream<CompletionResult> of(List<CompletionResult> results, Status status) {
        return results.stream().filter(result -> result.status() == status);
    }

    private static long number(CompletionResult change) {
        return Objects.requireNonNull(change.sequence());
    }
}
