package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.Broker;
import java.util.Map;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** What an instance knew is known to the next one, and to every other. */
class RestartTest {

    private static final String PATH = "/v1/enrollments/enrollment/completions";

    private static Broker broker;

    @BeforeAll
    static void start() {
        broker = RealParts.ownBroker("kafka-restart");
    }

    @AfterAll
    static void stop() {
        broker.close();
    }

    private static RunningApi api() {
        return RunningApi.start(Map.of("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers()))
                .ready();
    }

    @Test
    void shouldKnowUndecidedRequestsAndResultsAfterARestart() {
        String decided;
        String undecided;
        try (RunningApi before = api()) {
            Answered accepted = PretendStreamsApp.during(
                    broker.bootstrapServers(),
                    () -> before.post(
                            PATH, "{\"lessonId\": \"decided\"}", "Idempotency-Key", "first", "Prefer", "wait=20"));
            decided = "/v1/completion-requests/" + accepted.text("requestId");
            undecided = before.post(PATH, "{\"lessonId\": \"undecided\"}", "Idempotency-Key", "key")
                    .header("Location");
        }
        try (RunningApi after = api()) {
            assertThat(after.get(decided).status()).isEqualTo(200);
            assertThat(after.get(undecided).status()).isEqualTo(202);
            assertThat(after.post(PATH, "{\"lessonId\": \"another\"}", "Idempotency-Key", "key")
                            .status())
                    .as("a key of a request that is undecided")
                    .isEqualTo(422);
            assertThat(after.post(PATH, "{\"lessonId\": \"another\"}", "Idempotency-Key", "first")
                            .status())
                    .as("a key of a request that is decided")
                    .isEqualTo(422);
        }
    }

    @Test
    void shouldRefuseAKeyThatAnotherInstanceTookForAnotherLesson() {
        try (RunningApi one = api();
                RunningApi other = api()) {
            Answered first = one.post(PATH, "{\"lessonId\": \"one\"}", "Idempotency-Key", "of two");
            // It reads what is stored a moment later.
            Eventually.isTrue(
                    "the other instance knows the request",
                    () -> other.get(first.header("Location")).status() == 202);

            Answered refused = other.post(PATH, "{\"lessonId\": \"other\"}", "Idempotency-Key", "of two");

            assertThat(refused.status()).isEqualTo(422);
            assertThat(refused.text("type")).isEqualTo("urn:oncemark:problem:key-reused");
        }
    }

    @Test
    void shouldAnswerWhatAnotherInstanceStored() {
        String body = "{\"lessonId\": \"shared\"}";
        try (RunningApi one = api();
                RunningApi other = api()) {
            Answered first = one.post(PATH, body, "Idempotency-Key", "shared");
            Answered retried = PretendStreamsApp.during(
                    broker.bootstrapServers(),
                    () -> other.post(PATH, body, "Idempotency-Key", "shared", "Prefer", "wait=20"));

            assertThat(retried.status()).isEqualTo(201);
            assertThat(retried.text("requestId")).isEqualTo(first.text("requestId"));
            Eventually.isTrue(
                    "the first instance knows the verdict",
                    () -> one.get(first.header("Location")).status() == 200);
        }
    }
}
