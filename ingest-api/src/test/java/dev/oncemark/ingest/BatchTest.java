package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Ids;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;
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

    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"items\": {}}",
                "{}",
                "{\"items\": null}",
                "{\"items\": 7}",
                "{\"Items\": []}",
                "{\"items\": [], \"items\": []}"
            })
    void shouldRefuseABodyWithoutOneListOfItems(String body) {
        Answered refused = api.post(PATH, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo("items");
        assertThat(refused.json().path("retryable").booleanValue(true)).isFalse();
    }

    @ParameterizedTest
    @ValueSource(strings = {"[]", "null", "{\"items\": [", "{\"items\": []} {}", "{\"items\": [{\"a\": }]}", "7", ""})
    void shouldRefuseWhatIsNoObject(String body) {
        Answered refused = api.post(PATH, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("type")).isEqualTo("urn:oncemark:problem:unreadable-json");
    }

    @Test
    void shouldTakeABatchOfNothing() {
        Answered answered = api.post(PATH, "{\"items\": []}");

        assertThat(answered.status()).isEqualTo(202);
        assertThat(answered.bodyText()).isEqualTo("{\"successes\":[],\"failures\":[]}");
    }

    @Test
    void shouldPassOverWhatIsBesideItems() {
        String body = "{\"device\": {\"id\": [7]}, %s, \"sentAt\": 3}";

        Answered answered = api.post(PATH, body.formatted("\"items\": [" + item("a") + "]"));

        assertThat(answered.json().path("successes").size()).isEqualTo(1);
    }

    /** An item that cannot be used, with apostrophes for quotes, and the field that its problem names. */
    static Stream<Arguments> unusable() {
        String deep = "[".repeat(500) + "]".repeat(500);
        return Stream.of(
                Arguments.of("7", "items[1]"),
                Arguments.of("null", "items[1]"),
                Arguments.of("'lesson'", "items[1]"),
                Arguments.of("[{'enrollmentId': 'e', 'lessonId': 'l'}]", "items[1]"),
                Arguments.of(deep, "items[1]"),
                Arguments.of("{}", "enrollmentId"),
                Arguments.of("{'enrollmentId': 'e'}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': null}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': true}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 7.5}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': ''}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': '" + "x".repeat(256) + "'}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': '" + "x".repeat(70_000) + "'}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': " + "9".repeat(5_000) + "}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': {'id': ['l']}}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': " + deep + "}", "lessonId"),
                Arguments.of("{'enrollmentId': ['e'], 'lessonId': 'l'}", "enrollmentId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'a', 'lessonId': 'b'}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'a', 'lessonId': null}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': null, 'lessonId': 'a'}", "lessonId"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'y', 'score': 1}", "score"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'y', 'score': {'raw': [1, {'a': 2}]}}", "score"),
                Arguments.of("{'" + "n".repeat(1_000) + "': 1}", "n".repeat(300) + "…"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'l', 'occurredAt': 1769842800}", "occurredAt"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'l', 'occurredAt': 'today'}", "occurredAt"),
                Arguments.of(
                        "{'enrollmentId': 'e', 'lessonId': 'l', 'occurredAt': '2026-01-31T08:00:00'}", "occurredAt"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'l', 'attempt': '2'}", "attempt"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'l', 'attempt': " + "9".repeat(40) + "}", "attempt"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'l', 'idempotencyKey': ''}", "idempotencyKey"),
                Arguments.of("{'enrollmentId': 'e', 'lessonId': 'l', 'idempotencyKey': []}", "idempotencyKey"));
    }

    @ParameterizedTest
    @MethodSource("unusable")
    void shouldRefuseAnItemByItsFieldAndTakeTheOthers(String item, String field) {
        Answered answered = api.post(PATH, items(item("a"), item.replace('\'', '"'), item("b")));

        assertThat(answered.status()).as(answered.bodyText()).isEqualTo(202);
        JsonNode failures = answered.json().path("failures");
        assertThat(failures.size()).isEqualTo(1);
        assertThat(failures.at("/0/index").asInt()).isEqualTo(1);
        assertThat(failures.at("/0/status").asInt()).isEqualTo(400);
        assertThat(failures.at("/0/problem/field").asString()).isEqualTo(field);
        assertThat(failures.at("/0/problem/retryable").booleanValue(true)).isFalse();
        assertThat(answered.json()
                        .path("successes")
                        .valueStream()
                        .map(success -> success.path("index").asInt()))
                .containsExactly(0, 2);
    }

    @Test
    void shouldTakeNullAsAbsentAndNumbersAsIds() {
        String odd = "{\"enrollmentId\": %1$s, \"lessonId\": 7, \"occurredAt\": null, \"attempt\": null,"
                + " \"idempotencyKey\": %1$s, \"score\": null}";
        long number = System.nanoTime();

        JsonNode answered = api.post(PATH, items(odd.formatted(number)), "Prefer", "wait=10")
                .json();

        assertThat(answered.at("/successes/0/result/enrollmentId").asString()).isEqualTo(String.valueOf(number));
        assertThat(answered.at("/successes/0/result/lessonId").asString()).isEqualTo("7");
        assertThat(answered.at("/successes/0/requestId").asString())
                .isEqualTo(Ids.requestIdOfKey("service:anonymous", String.valueOf(number))
                        .toString());
    }

    /** What a framework wrote a little differently, in 500 items, each in its own way. */
    @Test
    void shouldTakeWhatIsGoodOf500Items() {
        List<String> odd = unusable()
                .map(one -> (String) one.get()[0])
                .filter(item -> item.length() < 300)
                .toList();
        String items = IntStream.range(0, 500)
                .mapToObj(at -> at % 2 == 0
                        ? item("l" + at)
                        : odd.get(at / 2 % odd.size()).replace('\'', '"'))
                .collect(Collectors.joining(", "));

        JsonNode answered = api.post(PATH, items(items)).json();

        assertThat(answered.path("successes").size()).isEqualTo(250);
        assertThat(answered.path("failures")
                        .valueStream()
                        .map(item -> item.path("index").asInt()))
                .containsExactlyElementsOf(
                        IntStream.range(0, 250).map(at -> 2 * at + 1).boxed().toList());
    }

    @Test
    void shouldDateAnItemWhoseTimeCannotBeTrue() {
        String ahead = "{\"enrollmentId\": \"%s\", \"lessonId\": \"%s\", \"occurredAt\": \"2199-01-01T00:00:00+0100\"}";
        String[] items = {ahead.formatted(enrollment, "a"), ahead.formatted(enrollment, "b")};

        JsonNode stored = api.post(PATH, items(items[0])).json().at("/successes/0");
        JsonNode done =
                api.post(PATH, items(items[1]), "Prefer", "wait=10").json().at("/successes/0");

        assertThat(stored.path("status").asInt()).isEqualTo(202);
        assertThat(stored.path("statedAt").asString()).isEqualTo("2198-12-31T23:00:00Z");
        assertThat(Instant.parse(stored.path("occurredAt").asString()))
                .isBefore(Instant.now().plusSeconds(1));
        assertThat(done.at("/result/statedAt")).isEqualTo(stored.path("statedAt"));
        assertThat(done.at("/result/completedAt")).isEqualTo(done.at("/result/occurredAt"));
    }
}
