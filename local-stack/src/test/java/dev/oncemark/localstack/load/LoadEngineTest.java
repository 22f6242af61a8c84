package dev.oncemark.localstack.load;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.Test;

class LoadEngineTest {

    private static final RetryPolicy BEHAVING = new RetryPolicy(3, Duration.ofMillis(50));

    private final TinyServer server = new TinyServer();
    private final List<Answer> answers = Collections.synchronizedList(new ArrayList<>());

    private record Numbered(String path, String body, int waitSeconds) implements PlannedRequest {

        static Numbered of(int number) {
            return new Numbered("/" + number, "{\"number\":" + number + "}", 0);
        }

        @Override
        public @Nullable String key() {
            return "key-of" + path.replace('/', '-');
        }
    }

    @AfterEach
    void stopServer() {
        server.close();
    }

    private LoadEngine<Numbered> engine(int clients, RetryPolicy retries, Duration timeout) {
        return new LoadEngine<>(
                LoadTarget.of(server.url(), "secret", timeout),
                clients,
                retries,
                (request, answer) -> answers.add(answer));
    }

    private LoadEngine<Numbered> engine(int clients, RetryPolicy retries) {
        return engine(clients, retries, Duration.ofSeconds(10));
    }

    @Test
    void shouldSendWhatAServerNeedsToKnow() {
        try (LoadEngine<Numbered> engine = engine(1, RetryPolicy.NONE)) {
            engine.send(new Numbered("/v1/x", "{\"name\":\"é\"}", 3), System.nanoTime());
            engine.awaitAnswers();
        }

        assertThat(server.received())
                .containsExactly("POST /v1/x, Bearer secret, key-of-v1-x, wait=3, {\"name\":\"é\"}");
        assertThat(answers).singleElement().satisfies(answer -> {
            assertThat(answer.status()).isEqualTo(202);
            assertThat(answer.body()).isEqualTo("{\"requestId\":\"x\"}");
            assertThat(answer.willRetry()).isFalse();
        });
    }

    @Test
    void shouldKeepAllClientsBusyUntilThereIsNothingMoreToSend() {
        server.answersAfter(Duration.ofMillis(20));
        AtomicInteger next = new AtomicInteger();
        try (LoadEngine<Numbered> engine = engine(8, RetryPolicy.NONE)) {
            engine.saturate(() -> next.get() < 100 ? Numbered.of(next.getAndIncrement()) : null);
        }

        assertThat(answers)
                .hasSize(100)
                .allSatisfy(answer -> assertThat(answer.status()).isEqualTo(202));
        assertThat(server.maxAtOnce()).isEqualTo(8);
    }

    @Test
    void shouldKeepItsPaceThoughNothingIsAnsweredInTime() {
        server.answersAfter(Duration.ofMillis(300));
        AtomicInteger next = new AtomicInteger();
        try (LoadEngine<Numbered> engine = engine(100, RetryPolicy.NONE)) {
            long start = System.nanoTime();
            engine.pace(Schedule.of(start, 100, 30), () -> Numbered.of(next.getAndIncrement()));
            assertThat(System.nanoTime() - start).isBetween(280_000_000L, 600_000_000L);
            engine.awaitAnswers();
            assertThat(engine.leftOut()).isZero();
        }

        assertThat(server.received()).hasSize(30);
        assertThat(server.maxAtOnce()).isGreaterThan(10);
    }

    @Test
    void shouldCountTheTimeThatARequestHadToWaitForAFreeClient() {
        server.answersAfter(Duration.ofMillis(100));
        try (LoadEngine<Numbered> engine = engine(1, RetryPolicy.NONE)) {
            engine.pace(Schedule.of(System.nanoTime(), 1_000, 3), () -> Numbered.of(1));
            engine.awaitAnswers();
        }

        assertThat(answers)
                .extracting(answer -> answer.nanos() / 1_000_000)
                .satisfiesExactly(
                        first -> assertThat(first).isGreaterThanOrEqualTo(100),
                        second -> assertThat(second).isGreaterThanOrEqualTo(198),
                        third -> assertThat(third).isGreaterThanOrEqualTo(296));
    }

    @Test
    void shouldLeaveOutWhatIsTooLate() {
        server.answersAfter(Duration.ofMillis(200));
        try (LoadEngine<Numbered> engine = engine(1, RetryPolicy.NONE)) {
            engine.pace(new Schedule(System.nanoTime(), 100, 10, Duration.ofMillis(20)), () -> Numbered.of(1));
            engine.awaitAnswers();

            assertThat(engine.leftOut()).isEqualTo(9);
        }
        assertThat(answers).hasSize(1);
    }

    @Test
    void shouldSendAgainUnderTheSameKeyWhatIsNotAnsweredForGood() {
        server.answersFirst(503, 429);
        try (LoadEngine<Numbered> engine = engine(1, BEHAVING)) {
            engine.send(Numbered.of(7), System.nanoTime());
            engine.awaitAnswers();
        }

        assertThat(answers).extracting(Answer::status).containsExactly(503, 429, 202);
        assertThat(answers).extracting(Answer::willRetry).containsExactly(true, true, false);
        assertThat(server.received()).hasSize(3).containsOnly(server.received().get(0));
        assertThat(server.received().get(0)).contains("key-of-7");
    }

    @Test
    void shouldComeBackNoSoonerThanItIsTold() {
        server.answersFirst(503);
        server.retryAfter("1");
        long start = System.nanoTime();
        try (LoadEngine<Numbered> engine = engine(1, BEHAVING)) {
            engine.send(Numbered.of(7), start);
            engine.awaitAnswers();
        }

        assertThat(answers).extracting(Answer::status).containsExactly(503, 202);
        assertThat(answers.get(0).retryAfterSeconds()).hasValue(1);
        assertThat(System.nanoTime() - start).isGreaterThan(1_000_000_000L);
    }

    @Test
    void shouldGiveUpAfterSoManyAttempts() {
        server.answersFirst(503, 503, 503, 503);
        try (LoadEngine<Numbered> engine = engine(1, BEHAVING)) {
            engine.send(Numbered.of(7), System.nanoTime());
            engine.awaitAnswers();
        }

        assertThat(answers).extracting(Answer::willRetry).containsExactly(true, true, false);
    }

    @Test
    void shouldTakeARefusalForGood() {
        server.answersFirst(409);
        try (LoadEngine<Numbered> engine = engine(1, BEHAVING)) {
            engine.send(Numbered.of(7), System.nanoTime());
            engine.awaitAnswers();
        }

        assertThat(answers).extracting(Answer::status).containsExactly(409);
    }

    @Test
    void shouldGiveUpAnAnswerThatDoesNotCome() {
        server.answersAfter(Duration.ofSeconds(2));
        long start = System.nanoTime();
        try (LoadEngine<Numbered> engine = engine(1, RetryPolicy.NONE, Duration.ofMillis(200))) {
            engine.send(Numbered.of(7), start);
            engine.awaitAnswers();
        }

        assertThat(answers).extracting(Answer::status).containsExactly(Answer.NONE);
        assertThat(System.nanoTime() - start).isLessThan(1_500_000_000L);
    }

    @Test
    void shouldTellOfNoAnswerWhereNobodyListens() {
        server.close();
        try (LoadEngine<Numbered> engine = engine(1, BEHAVING)) {
            engine.send(Numbered.of(7), System.nanoTime());
            engine.awaitAnswers();
        }

        assertThat(answers).extracting(Answer::status).containsExactly(Answer.NONE, Answer.NONE, Answer.NONE);
    }

    @Test
    void shouldWaitForAnswersWhenItIsClosedButSendNothingMore() {
        server.answersAfter(Duration.ofMillis(200));
        LoadEngine<Numbered> engine = engine(1, BEHAVING);
        engine.send(Numbered.of(1), System.nanoTime());
        server.awaitReceived(1);
        engine.send(Numbered.of(2), System.nanoTime() + Duration.ofMinutes(1).toNanos());
        engine.close();

        assertThat(answers).extracting(Answer::status).containsExactly(202);
        assertThat(server.received()).hasSize(1);
    }

    @Test
    void shouldThrowWhatTheListenerThrows() {
        try (LoadEngine<Numbered> engine = new LoadEngine<>(
                LoadTarget.of(server.url(), "", Duration.ofSeconds(10)), 4, RetryPolicy.NONE, (request, answer) -> {
                    throw new IllegalStateException("answered " + answer.status());
                })) {
            assertThatThrownBy(() -> engine.saturate(() -> Numbered.of(1))).hasMessageContaining("answered 202");
        }
    }
}
