package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Ids;
import java.io.IOException;
import java.net.URLEncoder;
import java.time.Duration;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.temporal.ChronoUnit;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

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
        assertThat(rejected.json().path("retryable").booleanValue()).isTrue();
        Answered told = api.get("/v1/completion-requests/" + rejected.text("requestId"));
        assertThat(told.status()).isEqualTo(200);
        assertThat(told.text("reason")).isEqualTo(reason);
        assertThat(told.json().path("retryable").booleanValue()).isTrue();
    }

    @Test
    void shouldSayThatALessonCompletedByAnotherIsFinal() {
        api.post(completions, "{\"lessonId\": \"lesson\"}", "Prefer", "wait=10");

        Answered refused = api.post(completions, "{\"lessonId\": \"lesson\"}", "Prefer", "wait=10");

        assertThat(refused.json().path("retryable").booleanValue(true)).isFalse();
        Answered told = api.get("/v1/completion-requests/" + refused.text("requestId"));
        assertThat(told.json().path("retryable").booleanValue(true)).isFalse();
        Answered accepted = api.get("/v1/completion-requests/" + refused.text("originalRequestId"));
        assertThat(accepted.json().has("retryable")).isFalse();
    }

    /** The device's clock cannot be believed: far ahead, or begun anew. */
    @ParameterizedTest
    @CsvSource({"1970-01-01T00:00:09Z", "2009-12-31T23:59:59.999Z", "2199-01-01T00:00:00+01:00", "+PT5M9S"})
    void shouldDateWhatAClockSaysThatCannotBeTrue(String stated) {
        Instant before = Instant.now().truncatedTo(ChronoUnit.MILLIS);
        String occurredAt = stated.startsWith("+")
                ? before.plus(Duration.parse(stated.substring(1))).toString()
                : stated;

        Answered pending = api.post(completions, lesson("a", occurredAt));
        Answered accepted = api.post(completions, lesson("b", occurredAt), "Prefer", "wait=10");

        assertThat(pending.status()).isEqualTo(202);
        assertThat(accepted.status()).isEqualTo(201);
        assertThat(accepted.text("completedAt")).isEqualTo(accepted.text("occurredAt"));
        for (Answered answered : List.of(pending, accepted)) {
            assertThat(Instant.parse(answered.text("occurredAt"))).isBetween(before, Instant.now());
            assertThat(Instant.parse(answered.text("statedAt")))
                    .isEqualTo(OffsetDateTime.parse(occurredAt).toInstant());
        }
        Answered told = api.get("/v1/completion-requests/" + accepted.text("requestId"));
        assertThat(told.text("statedAt")).isEqualTo(accepted.text("statedAt"));
    }

    /** A clock may be a little ahead. */
    @ParameterizedTest
    @ValueSource(strings = {"2010-01-01T00:00:00Z", "+PT4M50S"})
    void shouldBelieveAClockThatCanBeRight(String stated) {
        String occurredAt = stated.startsWith("+")
                ? Instant.now()
                        .truncatedTo(ChronoUnit.MILLIS)
                        .plus(Duration.parse(stated.substring(1)))
                        .toString()
                : stated;

        Answered accepted = api.post(completions, lesson("a", occurredAt), "Prefer", "wait=10");

        assertThat(accepted.text("completedAt")).isEqualTo(occurredAt);
        assertThat(accepted.json().has("statedAt")).isFalse();
    }

    private static String lesson(String lessonId, String occurredAt) {
        return "{\"lessonId\": \"%s\", \"occurredAt\": \"%s\"}".formatted(lessonId, occurredAt);
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
}
