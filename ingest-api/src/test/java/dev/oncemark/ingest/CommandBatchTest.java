package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import tools.jackson.databind.JsonNode;

/** Many commands at once. */
class CommandBatchTest {

    private static final String PATH = "/v1/commands:batch";

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

    /** @param fields beside the enrollment, with apostrophes for quotes */
    private String item(String fields) {
        return "{\"enrollmentId\": \"" + enrollment + "\", " + fields.replace('\'', '"') + "}";
    }

    private static JsonNode results(Answered answered) {
        return answered.json().path("successes");
    }

    @Test
    void shouldCarryOutTheCommandsOfAnEnrollmentInOrder() {
        String revoke = "'type': 'REVOKE', 'lessonId': 'a', 'reason': 'MISTAKE', 'idempotencyKey': '%s'";
        String body = items(
                item("'type': 'WAIVE', 'lessonId': 'a', 'reason': 'TESTED_OUT'"),
                item(revoke.formatted("one-" + enrollment)),
                item("'type': 'WAIVE', 'lessonId': 'a', 'reason': 'ADMINISTRATIVE'"),
                item("'type': 'RESET', 'attempt': 2, 'reason': 'AGAIN', 'keepCompletion': false"),
                item(revoke.formatted("two-" + enrollment)));

        Answered answered = api.post(PATH, body, "Prefer", "wait=10");
        Answered again = api.post(PATH, body, "Prefer", "wait=10");

        assertThat(answered.status()).isEqualTo(207);
        assertThat(results(answered)
                        .valueStream()
                        .map(item -> item.path("status").asInt()))
                .containsExactly(201, 200, 201, 201);
        assertThat(results(answered)
                        .valueStream()
                        .map(item -> item.at("/result/sequence").asInt()))
                .containsExactly(1, 2, 3, 4);
        JsonNode failure = answered.json().path("failures").path(0);
        assertThat(failure.path("index").asInt()).isEqualTo(4);
        assertThat(failure.at("/problem/reason").asString()).isEqualTo("NOT_COMPLETED");
        assertThat(results(again).path(1).path("status").asInt()).isEqualTo(200);
        assertThat(results(again).path(1).at("/result/sequence").asInt()).isEqualTo(2);
    }

    @Test
    void shouldRepeatItsAnswersUnderTheKeyOfTheBatch() {
        api.post(PATH, items(item("'type': 'WAIVE', 'lessonId': 'a', 'reason': 'TESTED_OUT'")), "Prefer", "wait=10");
        String body = items(item("'type': 'REVOKE', 'lessonId': 'a', 'reason': 'MISTAKE'"));

        Answered first = api.post(PATH, body, "Idempotency-Key", enrollment, "Prefer", "wait=10");
        Answered second = api.post(PATH, body, "Idempotency-Key", enrollment, "Prefer", "wait=10");

        assertThat(results(first).path(0).at("/result/status").asString()).isEqualTo("REVOKED");
        assertThat(results(second).path(0).path("requestId"))
                .isEqualTo(results(first).path(0).path("requestId"));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            quoteCharacter = '~',
            value = {
                "'lessonId': 'a', 'reason': 'A' | type",
                "'type': 'COMPLETE', 'lessonId': 'a', 'reason': 'A' | type",
                "'type': 'REVOKE', 'lessonId': 'a', 'reason': 'A' | idempotencyKey",
                "'type': 'REVOKE', 'reason': 'A', 'idempotencyKey': 'k' | lessonId",
                "'type': 'REVOKE', 'lessonId': 'a', 'idempotencyKey': 'k' | reason",
                "'type': 'REVOKE', 'lessonId': 'a', 'reason': 'A', 'attempt': 2, 'idempotencyKey': 'k' | attempt",
                "'type': 'WAIVE', 'lessonId': 'a', 'reason': 'MISTAKE' | reason",
                "'type': 'WAIVE', 'lessonId': 'a', 'reason': 'TESTED_OUT', 'revokes': 'x' | revokes",
                "'type': 'RESET', 'attempt': 0, 'reason': 'A' | attempt",
                "'type': 'RESET', 'attempt': 2, 'reason': 'A', 'lessonId': 'a' | lessonId",
                "'attempt': '2' | attempt",
                "'actorId': 'x' | actorId",
                "'type': 'RESET', 'attempt': 2, 'reason': 'A', 'keepCompletion': 'yes' | keepCompletion",
                "'type': 'RESET', 'attempt': {'a': [1]}, 'reason': 'A' | attempt"
            })
    void shouldRefuseAnItemByItsFieldAndTakeTheOthers(String fields, String field) {
        String good = item("'type': 'WAIVE', 'lessonId': 'b', 'reason': 'TESTED_OUT'");

        Answered answered = api.post(PATH, items(item(fields), good));

        assertThat(answered.status()).isEqualTo(202);
        assertThat(results(answered).size()).isEqualTo(1);
        JsonNode refused = answered.json().path("failures").path(0);
        assertThat(refused.path("status").asInt()).isEqualTo(400);
        assertThat(refused.at("/problem/field").asString()).isEqualTo(field);
    }

    @Test
    void shouldTakeNullAsAbsentAndNumbersAsIds() {
        String waive = "'type': 'WAIVE', 'lessonId': 7, 'reason': 'TESTED_OUT', 'attempt': null, 'revokes': null";

        Answered answered = api.post(PATH, items(item(waive)), "Prefer", "wait=10");

        assertThat(results(answered).path(0).at("/result/lessonId").asString()).isEqualTo("7");
    }

    /** What it says of the certificate is no part of what makes it the same. */
    @Test
    void shouldGiveAnAttemptSentAgainWithAnotherKeepItsFirstAnswer() {
        String reset = "'type': 'RESET', 'attempt': 2, 'reason': 'AGAIN', 'keepCompletion': %s";

        Answered first = api.post(PATH, items(item(reset.formatted("true"))), "Prefer", "wait=10");
        Answered second = api.post(PATH, items(item(reset.formatted("false"))), "Prefer", "wait=10");

        assertThat(results(first).path(0).path("status").asInt()).isEqualTo(201);
        assertThat(results(second).path(0).path("status").asInt()).isEqualTo(200);
        assertThat(results(second).path(0).path("result"))
                .isEqualTo(results(first).path(0).path("result"));
    }

    @Test
    void shouldTake500ItemsAndNoMore() {
        String each = "{\"type\": \"RESET\", \"enrollmentId\": \"many-%d\", \"attempt\": 2, \"reason\": \"A\"}";
        String most = IntStream.range(0, 500).mapToObj(each::formatted).collect(Collectors.joining(", "));

        assertThat(api.post(PATH, items(most)).status()).isEqualTo(202);
        Answered refused = api.post(PATH, items(most, each.formatted(500)));
        assertThat(refused.status()).isEqualTo(413);
        assertThat(refused.json().path("limit").asInt()).isEqualTo(500);
    }
}
