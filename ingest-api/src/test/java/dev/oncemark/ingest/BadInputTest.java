package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What cannot be used is refused by a problem that names it. */
class BadInputTest {

    private static final String PATH = "/v1/enrollments/enrollment/completions";
    private static final String VALID = "{\"lessonId\": \"lesson\", \"occurredAt\": \"2026-01-02T03:04:05.678Z\"}";
    private static final int MUTATIONS = 1_000;

    private static RunningApi api;

    @BeforeAll
    static void start() {
        // Old clients wait by themselves, and nobody decides here.
        api = RunningApi.start(Map.of("ONCEMARK_HTTP_WAIT_LEGACY", "20ms")).ready();
    }

    @AfterAll
    static void stop() {
        api.close();
    }

    /** A body, the status and the field that its problem names. */
    record Bad(String body, int status, String field) {}

    static Bad[] bodies() {
        return new Bad[] {
            new Bad("", 400, ""),
            new Bad("{", 400, ""),
            new Bad("nonsense", 400, ""),
            new Bad("[]", 400, ""),
            new Bad("null", 400, ""),
            new Bad("{\"lessonId\": \"lesson\"} {}", 400, ""),
            new Bad("{}", 400, "lessonId"),
            new Bad("{\"lessonId\": null}", 400, "lessonId"),
            new Bad("{\"lessonId\": 7.5}", 400, "lessonId"),
            new Bad("{\"lessonId\": true}", 400, "lessonId"),
            new Bad("{\"lessonId\": null, \"lessonId\": \"a\"}", 400, "lessonId"),
            new Bad("{\"lessonId\": {\"a\": 1}}", 400, "lessonId"),
            new Bad("{\"lessonId\": \"\"}", 400, "lessonId"),
            new Bad("{\"lessonId\": \"  \"}", 400, "lessonId"),
            new Bad("{\"lessonId\": \"a\\u0000b\"}", 400, "lessonId"),
            new Bad("{\"lessonId\": \"\\ud800\"}", 400, "lessonId"),
            new Bad("{\"lessonId\": \"" + "x".repeat(256) + "\"}", 400, "lessonId"),
            new Bad("{\"lessonId\": \"a\", \"lessonId\": \"b\"}", 400, "lessonId"),
            new Bad("{\"lessonId\": \"a\", \"score\": 1}", 400, "score"),
            new Bad("{\"lessonId\": \"a\", \"\\u0001\\u007f\": 1}", 400, "\uFFFD\uFFFD"),
            new Bad("{\"lessonId\": \"a\", \"occurredAt\": \"yesterday\"}", 400, "occurredAt"),
            new Bad("{\"lessonId\": \"a\", \"occurredAt\": \"2026-02-30T00:00:00Z\"}", 400, "occurredAt"),
            new Bad("{\"lessonId\": \"a\", \"occurredAt\": \"2026-01-01T00:00:00\"}", 400, "occurredAt"),
            new Bad("{\"lessonId\": \"a\", \"occurredAt\": 1767225600}", 400, "occurredAt"),
            new Bad("[".repeat(10_000), 400, ""),
            new Bad("{\"lessonId\":" + "[".repeat(10_000), 400, "lessonId"),
            new Bad("{\"lessonId\":" + "9".repeat(5_000) + "}", 400, "lessonId"),
            new Bad("{\"" + "n".repeat(1_000) + "\": 1}", 400, "n".repeat(300) + "…")
        };
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldNameWhatIsWrongInABody(Bad bad) {
        Answered refused = api.post(PATH, bad.body());

        assertThat(refused.status()).as(refused.bodyText()).isEqualTo(bad.status());
        assertThat(refused.text("field")).isEqualTo(bad.field());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"lessonId\": \"sets\", \"occurredAt\": null}",
                "{\"lessonId\": \"sets\", \"attempt\": null, \"score\": null}",
                "{\"lessonId\": 7}"
            })
    void shouldTakeNullAsAbsentAndANumberAsAnId(String body) {
        assertThat(api.post(PATH, body).status()).isEqualTo(202);
    }

    @Test
    void shouldSayThatATimeHasNoZone() {
        Answered refused = api.post(PATH, "{\"lessonId\": \"a\", \"occurredAt\": \"2026-01-31T08:00:00\"}");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).contains("no time zone");
        assertThat(refused.json().path("retryable").booleanValue(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"text/plain", "application/x-www-form-urlencoded", "application/jsonp", ""})
    void shouldRefuseATypeThatIsNotJson(String type) {
        Answered refused = api.post(PATH, VALID, "Content-Type", type);

        assertThat(refused.status()).isEqualTo(415);
    }

    @ParameterizedTest
    @ValueSource(strings = {"application/json; charset=utf-8", "Application/JSON", "application/json;charset=UTF-8"})
    void shouldTakeEveryWayToSayJson(String type) {
        assertThat(api.post(PATH, VALID, "Content-Type", type).status()).isEqualTo(202);
    }

    @Test
    void shouldNameTheLimitOfABodyThatIsTooLarge() {
        Answered refused = api.post(PATH, "{\"lessonId\": \"" + "x".repeat(1 << 17) + "\"}");

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("limit").asInt()).isEqualTo(65_536);
    }

    @Test
    void shouldRefuseAnEnrollmentWithTooLongAnId() {
        Answered refused = api.post("/v1/enrollments/" + "e".repeat(256) + "/completions", VALID);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("enrollmentId");
    }

    @Test
    void shouldRefuseAControlCharacterInThePath() {
        Answered refused = api.put("/v1/enrollments/e/lessons/a%00b/completion");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("lessonId");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"half", "\"\"", "   "})
    void shouldRefuseAKeyThatIsNone(String key) {
        Answered refused = api.post(PATH, VALID, "Idempotency-Key", key);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("Idempotency-Key");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"/v1/nothing", "/v2/", "/v1/enrollments", "/%2e%2e/etc/passwd", "/v1/enrollments//completions"})
    void shouldAnswerAProblemWhereThereIsNothing(String path) {
        assertThat(api.get(path).status()).isIn(400, 404);
    }

    @Test
    void shouldSayWhichMethodsAreAllowed() {
        Answered refused = api.get(PATH);

        assertThat(refused.status()).isEqualTo(405);
        assertThat(refused.header("Allow")).isEqualTo("OPTIONS, POST");
    }

    @Test
    void shouldRefuseARequestIdThatIsNone() {
        Answered refused = api.get("/v1/completion-requests/1-1-1-1-1");

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("requestId");
    }

    @Test
    void shouldKnowNothingOfARequestThatNeverWas() {
        Answered unknown = api.get("/v1/completion-requests/11111111-1111-4111-8111-111111111111?enrollment=e");

        assertThat(unknown.status()).isEqualTo(404);
    }

    /** The seed is fixed so that a failure comes again. */
    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "POST | " + PATH + " | " + VALID,
                "PUT | /v1/enrollments/e/lessons/l/completion | {\"occurredAt\": \"2026-01-02T03:04:05+02:00\"}",
                "POST | /api/progress/ | {\"enrollment\": \"e\", \"lesson\": 7}",
                "POST | /v1/completions:batch | {\"items\": [{\"enrollmentId\": \"e\", \"lessonId\": \"l\","
                        + " \"idempotencyKey\": \"k\"}, {\"enrollmentId\": \"e\", \"lessonId\": \"m\"}]}"
            })
    void shouldNeverFailOnAMutatedBody(String method, String path, String body) {
        Random random = new Random(20260131);
        for (int count = 0; count < MUTATIONS; count++) {
            String mutated = mutated(body, random);
            Answered answered = api.send(method, path, mutated);
            assertThat(answered.status()).as(mutated).isIn(202, 400, 422);
            assertThat(answered.bodyText()).doesNotContain("Exception", "\tat ");
        }
    }

    private static String mutated(String body, Random random) {
        StringBuilder mutated = new StringBuilder(body);
        for (int times = random.nextInt(1, 4); times > 0 && !mutated.isEmpty(); times--) {
            int at = random.nextInt(mutated.length());
            switch (random.nextInt(5)) {
                case 0 -> mutated.deleteCharAt(at);
                case 1 -> mutated.insert(at, (char) random.nextInt(0x20, 0xD7FF));
                case 2 -> mutated.setCharAt(at, (char) random.nextInt(0, 0x80));
                case 3 -> mutated.setLength(at);
                default -> mutated.insert(at, mutated.substring(at, random.nextInt(at, mutated.length())));
            }
        }
        return mutated.toString();
    }
}
