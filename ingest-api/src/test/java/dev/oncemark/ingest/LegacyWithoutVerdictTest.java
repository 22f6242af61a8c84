package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** What {@code /api/progress/} answers without a verdict: in the words of Django REST Framework where it had any. */
class LegacyWithoutVerdictTest {

    private static final String PATH = "/api/progress/";
    private static final String BODY = "{\"enrollment\":\"12-of-ann\",\"lesson\":7}";
    private static final TestTokens TOKENS = new TestTokens();

    private static RunningApi api;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        api = RunningApi.start(Map.of(
                "ONCEMARK_AUTH", "jwt",
                "ONCEMARK_AUTH_PUBLIC_KEY_FILE", TOKENS.publicKeys(directory).toString(),
                "ONCEMARK_HTTP_WAIT_LEGACY", "10s",
                "ONCEMARK_LIMITS_LEARNER_RATE", "1",
                "ONCEMARK_LIMITS_LEARNER_BURST", "1"));
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    private static Answered post(String token) {
        return api.post(PATH, BODY, "Authorization", "Bearer " + token);
    }

    @Test
    void shouldAskForAToken() {
        Answered refused = api.post("/api/progress", BODY);

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(refused.bodyText()).isEqualTo("{\"detail\":\"Authentication credentials were not provided.\"}");
    }

    @Test
    void shouldSayThatATokenIsNoGood() {
        Answered refused = post("nonsense");

        assertThat(refused.status()).isEqualTo(401);
        assertThat(refused.bodyText()).isEqualTo("{\"detail\":\"Invalid token.\"}");
    }

    @Test
    void shouldSayThatACallerMayNot() {
        Answered refused = post(TOKENS.rs256(TestTokens.claims("reader", "completions:read")));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.bodyText()).isEqualTo("{\"detail\":\"You do not have permission to perform this action.\"}");
    }

    @Test
    void shouldRefuseAnotherLearnersEnrollmentInTheSameWords() {
        Answered refused = PretendStreamsApp.during(
                RealParts.broker().bootstrapServers(), () -> post(TOKENS.learner("bob-" + UUID.randomUUID())));

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.bodyText()).isEqualTo("{\"detail\":\"You do not have permission to perform this action.\"}");
    }

    @Test
    void shouldSayWhenToAskAgain() {
        String token = TOKENS.learner("hasty");
        String nothing = "{}";
        api.post(PATH, nothing, "Authorization", "Bearer " + token);

        Answered refused = api.post(PATH, nothing, "Authorization", "Bearer " + token);

        assertThat(refused.status()).isEqualTo(429);
        assertThat(refused.header("Retry-After")).isEqualTo("1");
        assertThat(refused.bodyText())
                .isEqualTo("{\"detail\":\"Request was throttled. Expected available in 1 second.\"}");
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/api/progress"})
    void shouldSayThatAMethodIsNotAllowed(String path) throws IOException {
        try (RawHttp client = new RawHttp(api.port())) {
            client.send("GET " + path + " HTTP/1.1\r\nHost: localhost\r\nConnection: close\r\n\r\n");

            assertThat(client.all())
                    .startsWith("HTTP/1.1 405")
                    .containsIgnoringCase("\r\nallow: ")
                    .containsIgnoringCase("content-type: application/json\r\n")
                    .endsWith("{\"detail\":\"Method \\\"GET\\\" not allowed.\"}");
        }
    }

    @Test
    void shouldTellABodyThatIsTooLargeAndABadKeyInTheSameForm() {
        String service = "Bearer " + TOKENS.service();

        Answered large = api.post(PATH, " ".repeat(70_000) + BODY, "Authorization", service);
        Answered key = api.post(PATH, BODY, "Authorization", service, "Idempotency-Key", "\"half");

        assertThat(large.status()).isEqualTo(413);
        assertThat(large.text("detail")).contains("65536");
        assertThat(large.text("type")).isEmpty();
        assertThat(key.status()).isEqualTo(400);
        assertThat(key.json().path("Idempotency-Key").path(0).asString()).isNotEmpty();
    }

    @Test
    void shouldTellThatTheBrokerIsAwayInTheSameForm() {
        try (RunningApi alone = RunningApi.start(Map.of("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", "127.0.0.1:1"))) {
            Answered refused = alone.post(PATH, BODY);

            assertThat(refused.status()).isEqualTo(503);
            assertThat(refused.header("Retry-After")).isNotEmpty();
            assertThat(refused.text("detail")).contains("safe to retry");
            assertThat(refused.text("type")).isEmpty();
        }
    }

    @Test
    void shouldWaitAsLongAsIsSetAndAnswerTheRowThatWillBe() {
        String body = "{\"enrollment\":\"12-%s\",\"lesson\":7}".formatted(UUID.randomUUID());
        try (RunningApi open = RunningApi.start(Map.of("ONCEMARK_HTTP_WAIT_LEGACY", "300ms"))) {
            long start = System.nanoTime();
            Answered pending = open.post(PATH, body, "Idempotency-Key", body);
            Duration taken = Duration.ofNanos(System.nanoTime() - start);

            assertThat(pending.status()).isEqualTo(202);
            assertThat(taken).isBetween(Duration.ofMillis(300), Duration.ofSeconds(5));
            assertThat(pending.header("Location")).contains("/v1/completion-requests/");
            assertThat(pending.bodyText()).contains(",\"lesson\":7,\"completed_at\":\"");
        }
    }
}
