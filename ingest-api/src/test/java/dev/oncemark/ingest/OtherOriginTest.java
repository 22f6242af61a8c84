package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.io.IOException;
import java.nio.file.Path;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What browsers are told of pages of other origins: those that the setting names may read every answer. */
class OtherOriginTest {

    private static final String ORIGIN = "https://lms.example";
    private static final String PATH = "/v1/enrollments/e/completions";
    private static final TestTokens TOKENS = new TestTokens();

    private static RunningApi api;

    @TempDir
    private static Path directory;

    @BeforeAll
    static void start() throws IOException {
        api = RunningApi.start(Map.of(
                        "ONCEMARK_AUTH",
                        "jwt",
                        "ONCEMARK_AUTH_PUBLIC_KEY_FILE",
                        TOKENS.publicKeys(directory).toString(),
                        "ONCEMARK_HTTP_CORS_ORIGINS",
                        "http://localhost:3000, " + ORIGIN))
                .ready();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    @ParameterizedTest
    @CsvSource({
        PATH + ", POST",
        "/v1/enrollments/e/lessons/l/completion, DELETE",
        "/v1/enrollments/e/progress, GET",
        "/nothing, PUT"
    })
    void shouldAnswerABrowserThatAsksWithoutAToken(String path, String method) {
        Answered preflight = api.send(
                "OPTIONS",
                path,
                null,
                "Origin",
                ORIGIN,
                "Access-Control-Request-Method",
                method,
                "Access-Control-Request-Headers",
                "authorization,content-type,idempotency-key,prefer");

        assertThat(preflight.status()).isEqualTo(204);
        assertThat(preflight.bodyText()).isEmpty();
        assertThat(preflight.header("Access-Control-Allow-Origin")).isEqualTo(ORIGIN);
        assertThat(preflight.header("Access-Control-Allow-Methods").split(", ", -1))
                .contains(method);
        assertThat(preflight.header("Access-Control-Allow-Headers").split(", ", -1))
                .contains(
                        "authorization",
                        "content-type",
                        "content-encoding",
                        "idempotency-key",
                        "prefer",
                        "last-event-id",
                        "traceparent");
        assertThat(preflight.header("Access-Control-Max-Age")).isEqualTo("7200");
        assertThat(preflight.header("Access-Control-Allow-Credentials")).isEmpty();
    }

    private static void isReadable(Answered answered) {
        assertThat(answered.header("Access-Control-Allow-Origin"))
                .as(answered.bodyText())
                .isEqualTo(answered.status() == 431 ? "*" : ORIGIN);
        assertThat(answered.header("Access-Control-Expose-Headers").split(", ", -1))
                .contains("location", "retry-after", "preference-applied", "allow", "date");
        assertThat(answered.headers().allValues("Vary")).contains("origin");
        assertThat(answered.header("Date")).isNotEmpty();
    }

    @Test
    void shouldLetThePageReadEveryAnswer() {
        String[] service = {"Origin", ORIGIN, "Authorization", "Bearer " + TOKENS.service()};
        String[] nobody = {"Origin", ORIGIN};
        List<Answered> answers = List.of(
                api.post(PATH, "{\"lessonId\": \"l\"}", service),
                api.post(PATH, "{", service),
                api.post(PATH, "{\"lessonId\": \"" + "x".repeat(1 << 17) + "\"}", service),
                api.post(PATH, "{}", "Origin", ORIGIN, "Content-Type", "text/plain", service[2], service[3]),
                api.post(PATH, "{}", nobody),
                api.get("/v1/activity", service),
                api.get("/v1/activity", nobody),
                api.get("/nothing", nobody),
                api.get(PATH, nobody),
                api.get("/nothing", "Origin", ORIGIN, "X-Long", "x".repeat(20_000)));

        assertThat(answers)
                .extracting(Answered::status)
                .containsExactly(202, 400, 413, 415, 401, 200, 401, 404, 405, 431);
        assertThat(answers).allSatisfy(OtherOriginTest::isReadable);
    }

    @Test
    void shouldLetThePageReadThatItAsksTooOften() {
        String learner = "Bearer " + TOKENS.learner("hasty");
        List<Answered> refused = List.of();
        // A slow machine gives some of its allowance back meanwhile.
        for (int round = 0; round < 10 && refused.isEmpty(); round++) {
            List<CompletableFuture<Answered>> sent = IntStream.range(0, 250)
                    .mapToObj(count -> api.sendAsync("POST", PATH, "{", "Origin", ORIGIN, "Authorization", learner))
                    .toList();
            refused = sent.stream()
                    .map(CompletableFuture::join)
                    .filter(answer -> answer.status() == 429)
                    .toList();
        }

        assertThat(refused).isNotEmpty().allSatisfy(OtherOriginTest::isReadable);
    }

    @ParameterizedTest
    @CsvSource({
        "https://evil.example",
        "null",
        "https://lms.example.evil.example",
        "http://lms.example",
        "HTTPS://LMS.EXAMPLE"
    })
    void shouldLetNoOtherPageReadAnything(String origin) {
        Answered preflight = api.send("OPTIONS", PATH, null, "Origin", origin, "Access-Control-Request-Method", "POST");
        Answered answered = api.get("/health/live", "Origin", origin);

        assertThat(preflight.header("Access-Control-Allow-Methods")).isEmpty();
        assertThat(List.of(preflight, answered))
                .allMatch(answer -> answer.header("Access-Control-Allow-Origin").isEmpty())
                .allMatch(answer -> answer.header("Vary").equals("origin"));
    }

    @Test
    void shouldTellOtherClientsNothing() {
        Answered answered = api.get("/health/live");

        assertThat(answered.header("Access-Control-Allow-Origin")).isEmpty();
        assertThat(answered.header("Access-Control-Expose-Headers")).isEmpty();
    }
}
