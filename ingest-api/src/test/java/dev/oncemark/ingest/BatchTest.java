package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import tools.jackson.databind.JsonNode;

/** Many completions at once. */
class BatchTest {

    private static final String PATH = "/v1/completions:batch";

    private static RunningApi api;
    private static PretendStreamsApp streamsApp;

    private final String enrollment = UUID.randomUUID().toString();

    @BeforeAll
    static void start() {
        streamsApp = PretendStreamsApp.start(RealParts.broker().bootstrapServers());
        api = RunningApi.start(Map.of()).ready();
    }

    @AfterAll
    static void stop() {
        api.close();
        streamsApp.close();
    }

    private static String items(String... items) {
        return "{\"items\": [" + String.join(", ", items) + "]}";
    }

    private String item(String lessonId) {
        return "{\"enrollmentId\": \"%s\", \"lessonId\": \"%s\"}".formatted(enrollment, lessonId);
    }

    private static String lessons(int count) {
        return IntStream.range(0, count)
                .mapToObj(at -> "{\"enrollmentId\": \"many\", \"lessonId\": \"" + at + "\"}")
                .collect(Collectors.joining(", "));
    }

    @Test
    void shouldStoreEveryItem() {
        Answered stored = api.post(PATH, items(item("a"), item("b")));

        assertThat(stored.status()).isEqualTo(202);
        JsonNode second = stored.json().path("successes").path(1);
        assertThat(second.path("index").asInt()).isEqualTo(1);
        Eventually.isTrue(
                "the second is decided",
                () -> api.get(second.path("location").asString()).status() == 200);
    }

    @Test
    void shouldAnswerEachItemsVerdict() {
        api.post(PATH, items(item("before")), "Prefer", "wait=10");
        Answered decided =
                api.post(PATH, items(item("a"), item("before"), item("foreign"), item("")), "Prefer", "wait=10");

        assertThat(decided.status()).isEqualTo(207);
        assertThat(decided.header("Preference-Applied")).isEqualTo("wait=10");
        JsonNode successes = decided.json().path("successes");
        assertThat(successes.size()).isEqualTo(1);
        assertThat(successes.path(0).path("result").path("status").asString()).isEqualTo("ACCEPTED");
        JsonNode failures = decided.json().path("failures");
        assertThat(failures.valueStream().map(item -> item.path("status").asInt()))
                .containsExactly(409, 422, 400);
    }

    @Test
    void shouldTakeTheSameLessonTwiceAsOneRequest() {
        JsonNode answer =
                api.post(PATH, items(item("a"), item("a")), "Prefer", "wait=10").json();

        assertThat(answer.path("failures").size()).isZero();
        JsonNode successes = answer.path("successes");
        assertThat(successes.path(1).path("requestId"))
                .isEqualTo(successes.path(0).path("requestId"));
    }

    @Test
    void shouldRepeatItsAnswersToTheSameBatchUnderTheSameKey() {
        String body = items(item("a"), item("b"));
        JsonNode first =
                api.post(PATH, body, "Idempotency-Key", enrollment).json().path("successes");
        Answered second = api.post(PATH, body, "Idempotency-Key", enrollment, "Prefer", "wait=10");

        assertThat(second.json().path("failures").size()).isZero();
        assertThat(second.json().path("successes").path(1).path("requestId"))
                .isEqualTo(first.path(1).path("requestId"));
    }

    @Test
    void shouldRefuseAnItemWhoseKeyWasUsedForAnotherLesson() {
        String keyed = "{\"enrollmentId\": \"%s\", \"lessonId\": \"%s\", \"idempotencyKey\": \"%s\"}";
        String body = items(keyed.formatted(enrollment, "a", enrollment), keyed.formatted(enrollment, "b", enrollment));

        JsonNode answer = api.post(PATH, body).json();

        assertThat(answer.path("successes").size()).isEqualTo(1);
        assertThat(answer.path("failures").path(0).path("status").asInt()).isEqualTo(422);
    }

    @Test
    void shouldTake500ItemsAndNoMore() {
        assertThat(api.post(PATH, items(lessons(500))).status()).isEqualTo(202);
        Answered refused = api.post(PATH, items(lessons(501)));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("limit").asInt()).isEqualTo(500);
    }

    @Test
    void shouldRefuseMoreThan256KiB() {
        Answered refused = api.post(PATH, items(item("x".repeat(300_000))));

        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("limit").asInt()).isEqualTo(262_144);
    }

    @Test
    void shouldNameWhatCannotBeRead() {
        assertThat(api.post(PATH, "{\"items\": {}}").text("field")).isEqualTo("items");
        assertThat(api.post(PATH, "{}").text("field")).isEqualTo("items");
        assertThat(api.post(PATH, "{\"items\": []}").text("field")).isEqualTo("items");
        assertThat(api.post(PATH, items("7")).text("field")).isEqualTo("items[0]");
        assertThat(api.post(PATH, items(item("a"), "{\"lessonId\": 7}")).text("field"))
                .isEqualTo("items[1].lessonId");
        assertThat(api.post(PATH, items("{\"lesson\": \"a\"}")).text("field")).isEqualTo("items[0].lesson");
    }
}
