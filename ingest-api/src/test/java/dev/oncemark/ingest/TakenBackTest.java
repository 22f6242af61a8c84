package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;

/** After a take-back no instance gives an old answer, though both had the lesson as complete. */
class TakenBackTest {

    private static final String BODY = "{\"lessonId\": \"lesson\"}";

    private static RunningApi one;
    private static RunningApi other;
    private static PretendStreamsApp streamsApp;

    private final String enrollment = UUID.randomUUID().toString();
    private final String path = "/v1/enrollments/" + enrollment;
    private final String completion = path + "/lessons/lesson/completion";

    @BeforeAll
    static void start() {
        streamsApp = PretendStreamsApp.start(RealParts.broker().bootstrapServers());
        one = RunningApi.start(Map.of()).ready();
        other = RunningApi.start(Map.of()).ready();
    }

    @AfterAll
    static void stop() {
        one.close();
        other.close();
        streamsApp.close();
    }

    private Answered keyed(RunningApi api) {
        return api.post(path + "/completions", BODY, "Idempotency-Key", "k-" + enrollment, "Prefer", "wait=10");
    }

    private Answered put(RunningApi api) {
        return api.put(completion, "Prefer", "wait=10");
    }

    private void revoke() {
        revoke("r-" + enrollment);
    }

    /** The other instance may not have read yet what the take-back ended. */
    private void revoke(String key) {
        Answered revoked =
                one.send("DELETE", completion + "?reason=MISTAKE", null, "Idempotency-Key", key, "Prefer", "wait=10");
        assertThat(revoked.text("status")).isEqualTo("REVOKED");
    }

    private void reset() {
        Answered begun = one.post(path + "/attempts", "{\"attempt\": 2, \"reason\": \"AGAIN\"}", "Prefer", "wait=10");
        assertThat(begun.text("status")).isEqualTo("RESET");
    }

    @Test
    void shouldNotRepeatTheOldAnswerWhereTheTakeBackWasNotReadYet() {
        for (int time = 0; time < 20; time++) {
            put(one);
            put(other);
            revoke("r-" + time + enrollment);

            assertThat(put(other).status()).isEqualTo(201);
            revoke("s-" + time + enrollment);
        }
    }

    @Test
    void shouldAnswerAKeyedRetryThatItIsOver() {
        assertThat(keyed(one).status()).isEqualTo(201);
        assertThat(keyed(other).status()).isEqualTo(201);
        revoke();

        for (RunningApi api : List.of(one, other)) {
            Answered retried = keyed(api);
            assertThat(retried.status()).isEqualTo(409);
            assertThat(retried.text("type")).endsWith(":attempt-over");
            assertThat(retried.json().path("currentAttempt").asInt()).isEqualTo(1);
        }
    }

    @Test
    void shouldCompleteTheLessonAgainForWhoHasNoKey() {
        Answered first = put(one);
        assertThat(put(other).status()).isEqualTo(201);
        revoke();

        Answered second = put(other);

        assertThat(second.text("status")).isEqualTo("ACCEPTED");
        assertThat(second.text("requestId")).isEqualTo(first.text("requestId"));
        assertThat(second.json().path("sequence").asInt()).isEqualTo(3);
        assertThat(put(one).json().path("sequence").asInt()).isIn(0, 3);
        assertThat(put(one).status()).isEqualTo(201);
    }

    @Test
    void shouldCompleteEveryLessonAgainInTheNextAttempt() {
        put(one);
        put(other);
        reset();

        for (RunningApi api : List.of(other, one)) {
            Answered again = put(api);
            assertThat(again.status()).isEqualTo(201);
            assertThat(again.json().path("attempt").asInt()).isEqualTo(2);
        }
    }

    @Test
    void shouldNotRepeatThatAnotherRequestHadCompletedIt() {
        keyed(one);
        assertThat(put(other).status()).isEqualTo(409);
        revoke();

        assertThat(put(other).text("status")).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldWaiveAgain() {
        String waiver = path + "/lessons/lesson/waiver";
        String reason = "{\"reason\": \"ADMINISTRATIVE\"}";
        one.send("PUT", waiver, reason, "Prefer", "wait=10");
        assertThat(other.send("PUT", waiver, reason, "Prefer", "wait=10").status())
                .isEqualTo(200);
        revoke();

        assertThat(other.send("PUT", waiver, reason, "Prefer", "wait=10").status())
                .isEqualTo(201);
    }

    @Test
    void shouldSayOfAnOldRequestThatItHasEnded() {
        Answered accepted = keyed(one);
        String request = "/v1/completion-requests/" + accepted.text("requestId");
        assertThat(one.get(request).json().has("ended")).isFalse();
        revoke();

        for (RunningApi api : List.of(one, other)) {
            Eventually.isTrue(
                    "it has read the take-back", () -> api.get(request).json().has("ended"));
            Answered told = api.get(request);
            assertThat(told.text("status")).isEqualTo("ACCEPTED");
            assertThat(told.json().at("/ended/as").asString()).isEqualTo("REVOKED");
            assertThat(told.json().at("/ended/reason").asString()).isEqualTo("MISTAKE");
            assertThat(told.json().at("/ended/sequence").asInt()).isEqualTo(2);
        }
    }

    @Test
    void shouldStillRepeatTheAnswersOfOtherLessonsAfterATakeBack() {
        String another = path + "/lessons/another/completion";
        one.put(another, "Prefer", "wait=10");
        put(one);
        revoke();

        Answered repeated = one.put(another, "Prefer", "wait=10");

        assertThat(repeated.status()).isEqualTo(201);
        assertThat(repeated.text("status")).isEqualTo("REPLAYED");
    }
}
