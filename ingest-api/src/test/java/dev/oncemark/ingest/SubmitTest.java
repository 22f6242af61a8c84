package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Ids;
import java.io.IOException;
import java.net.URLEncoder;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Submitting, with somebody who decides. */
class SubmitTest {

    private static RunningApi api;
    private static PretendStreamsApp streamsApp;

    private final String enrollment = "enrollment " + UUID.randomUUID();
    private final String completions = "/v1/enrollments/" + enrollment.replace(" ", "%20") + "/completions";

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

    @Test
    void shouldAnswer202WithALocationThatTellsTheVerdict() {
        Answered pending = api.post(completions, "{\"lessonId\": \"lesson\"}");

        assertThat(pending.status()).isEqualTo(202);
        assertThat(pending.text("status")).isEqualTo("PENDING");
        String location = pending.header("Location");
        assertThat(location)
                .isEqualTo("/v1/completion-requests/" + pending.text("requestId") + "?enrollment="
                        + enrollment.replace(" ", "%20"));
        Eventually.isTrue("it is decided", () -> api.get(location).status() == 200);
        assertThat(api.get(location).text("status")).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldAnswerTheVerdictToWhoWaits() {
        Answered first = api.post(completions, "{\"lessonId\": \"lesson\"}", "Prefer", "wait=10");
        Answered second = api.post(completions, "{\"lessonId\": \"lesson\"}", "Prefer", "wait=10");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.header("Preference-Applied")).isEqualTo("wait=10");
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.text("originalRequestId")).isEqualTo(first.text("requestId"));
        assertThat(second.text("completedAt")).isEqualTo(first.text("completedAt"));
        assertThat(second.text("type")).isEqualTo("urn:oncemark:problem:already-completed");
    }

    @Test
    void shouldTakeTheLongestIdsInAPathWhereEachCharacterHasNineThere() {
        String id = "\u8a9e".repeat(Ids.MAX_LENGTH);
        String inPath = URLEncoder.encode(id, UTF_8);

        Answered put = api.put("/v1/enrollments/" + inPath + "/lessons/" + inPath + "/completion", "Prefer", "wait=10");

        assertThat(put.status()).isEqualTo(201);
        assertThat(put.text("lessonId")).isEqualTo(id);
    }

    @ParameterizedTest
    @CsvSource({
        "unknown, lesson, 404, UNKNOWN_ENROLLMENT",
        "courseless, lesson, 404, UNKNOWN_COURSE",
        "enrollment, foreign, 422, LESSON_NOT_IN_COURSE",
        "inactive, lesson, 409, ENROLLMENT_NOT_ACTIVE"
    })
    void shouldAnswerARejectionWithItsReason(String enrollmentId, String lessonId, int status, String reason) {
        Answered rejected = api.post(
                "/v1/enrollments/" + enrollmentId + "/completions",
                "{\"lessonId\": \"" + lessonId + "\"}",
                "Prefer",
                "wait=10");

        assertThat(rejected.status()).isEqualTo(status);
        assertThat(rejected.text("reason")).isEqualTo(reason);
    }

    @Test
    void shouldGiveTheFirstAnswerToARetryWithTheSameKey() {
        Answered dropped = api.post(completions, "{\"lessonId\": \"lesson\"}", "Idempotency-Key", "\"key\"");
        Answered retried =
                api.post(completions, "{\"lessonId\": \"lesson\"}", "Idempotency-Key", "key", "Prefer", "wait=10");
        Answered again =
                api.post(completions, "{\"lessonId\": \"lesson\"}", "Idempotency-Key", "key", "Prefer", "wait=10");

        assertThat(retried.status()).isEqualTo(201);
        assertThat(retried.text("requestId")).isEqualTo(dropped.text("requestId"));
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("completedAt")).isEqualTo(retried.text("completedAt"));
    }

    @Test
    void shouldGiveTheFirstAnswerToARetryAfterADroppedConnection() throws IOException {
        String body = "{\"lessonId\": \"lesson\"}";
        UUID requestId = Ids.requestIdOfKey("service:anonymous", enrollment);
        try (RawHttp dropped = new RawHttp(api.port())) {
            dropped.send(String.join(
                    "\r\n",
                    "POST " + completions + " HTTP/1.1",
                    "Host: localhost",
                    "Content-Type: application/json",
                    "Content-Length: " + body.length(),
                    "Idempotency-Key: " + enrollment,
                    "",
                    body));
            Eventually.isTrue(
                    "it is decided",
                    () -> api.get("/v1/completion-requests/" + requestId).status() == 200);
        }
        Answered another = api.post(completions, body, "Prefer", "wait=10");
        Answered retried = api.post(completions, body, "Idempotency-Key", enrollment, "Prefer", "wait=10");

        assertThat(retried.status()).isEqualTo(201);
        assertThat(retried.text("requestId")).isEqualTo(requestId.toString());
        assertThat(another.status()).isEqualTo(409);
        assertThat(another.text("originalRequestId")).isEqualTo(requestId.toString());
        assertThat(another.text("completedAt")).isEqualTo(retried.text("completedAt"));
    }

    @Test
    void shouldRefuseAKeyThatWasUsedForAnotherLesson() {
        api.post(completions, "{\"lessonId\": \"lesson\"}", "Idempotency-Key", enrollment);

        Answered refused = api.post(completions, "{\"lessonId\": \"another\"}", "Idempotency-Key", enrollment);

        assertThat(refused.status()).isEqualTo(422);
        assertThat(refused.text("type")).isEqualTo("urn:oncemark:problem:key-reused");
        assertThat(refused.text("field")).isEqualTo("Idempotency-Key");
    }

    @Test
    void shouldRefuseAKeyThatIsBeingUsedForAnotherLessonAtTheSameTime() {
        var first = api.sendAsync(
                "POST", completions, "{\"lessonId\": \"a\"}", "Idempotency-Key", enrollment, "Prefer", "wait=10");
        var second = api.sendAsync(
                "POST", completions, "{\"lessonId\": \"b\"}", "Idempotency-Key", enrollment, "Prefer", "wait=10");

        assertThat(new int[] {first.join().status(), second.join().status()}).containsExactlyInAnyOrder(201, 422);
    }

    @Test
    void shouldAnswerTwoWhoWaitForOneRequest() {
        String path = "/v1/enrollments/" + UUID.randomUUID() + "/completions";
        CompletableFuture<Answered> one = api.sendAsync(
                "POST", path, "{\"lessonId\": \"lesson\"}", "Idempotency-Key", "two", "Prefer", "wait=10");
        CompletableFuture<Answered> other = api.sendAsync(
                "POST", path, "{\"lessonId\": \"lesson\"}", "Idempotency-Key", "two", "Prefer", "wait=10");

        assertThat(one.join().status()).isEqualTo(201);
        assertThat(other.join().status()).isEqualTo(201);
        assertThat(other.join().text("requestId")).isEqualTo(one.join().text("requestId"));
    }

    @Test
    void shouldTakeARepeatedPutAsOneRequest() {
        String path = completions.replace("/completions", "/lessons/a%2Fb/completion");

        Answered first = api.put(path, "Prefer", "wait=10");
        Answered second = api.put(path, "Prefer", "wait=10");

        assertThat(first.status()).isEqualTo(201);
        assertThat(first.text("lessonId")).isEqualTo("a/b");
        assertThat(second.status()).isEqualTo(201);
        assertThat(second.text("requestId")).isEqualTo(first.text("requestId"));
    }

    @Test
    void shouldTakeTheTimeThatAnOfflineClientGives() {
        Answered accepted = api.post(
                completions,
                "{\"lessonId\": \"lesson\", \"occurredAt\": \"2026-01-02T03:04:05+02:00\"}",
                "Prefer",
                "wait=10");

        assertThat(accepted.text("occurredAt")).isEqualTo("2026-01-02T01:04:05Z");
    }

    @Test
    void shouldServeOldClientsInTheirWords() {
        String body = "{\"enrollment\": \"" + enrollment + "\", \"lesson\": 7}";

        Answered created = api.post("/api/progress/", body);
        Answered refused = api.post("/api/progress/", body);

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.text("lesson")).isEqualTo("7");
        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.bodyText()).isEqualTo("{\"lesson\":[\"You have already completed this lesson.\"]}");
    }
}
