package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import java.util.Map;
import java.util.UUID;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** Taking back, waiving and beginning again, one at a time. */
class CommandTest {

    private static final String[] WAITING = {"Prefer", "wait=10"};

    private static RunningApi api;
    private static PretendStreamsApp streamsApp;

    private final String enrollment = UUID.randomUUID().toString();
    private final String path = "/v1/enrollments/" + enrollment;
    private final String completion = path + "/lessons/lesson/completion";
    private final String waiver = path + "/lessons/lesson/waiver";
    private final String attempts = path + "/attempts";

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

    private Answered complete() {
        return api.put(completion, WAITING);
    }

    private Answered revoke(String parameters, String key) {
        return api.send("DELETE", completion + parameters, null, "Idempotency-Key", key, "Prefer", "wait=10");
    }

    @Test
    void shouldTakeALessonBack() {
        String accepted = complete().text("requestId");

        Answered revoked = revoke("?reason=MARKED_BY_MISTAKE&revokes=" + accepted, enrollment);

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.text("status")).isEqualTo("REVOKED");
        assertThat(revoked.text("command")).isEqualTo("REVOKE");
        assertThat(revoked.text("commandReason")).isEqualTo("MARKED_BY_MISTAKE");
        assertThat(revoked.text("actorId")).isEqualTo("anonymous");
        assertThat(revoked.text("revokedRequestId")).isEqualTo(accepted);
        assertThat(revoked.json().path("sequence").asInt()).isEqualTo(2);
    }

    @Test
    void shouldTakeALessonBackOnceUnderOneKey() {
        complete();
        Answered first = revoke("?reason=MISTAKE", enrollment);
        complete();
        Answered retried = revoke("?reason=MISTAKE", enrollment);

        assertThat(retried.status()).isEqualTo(200);
        assertThat(retried.json().path("sequence")).isEqualTo(first.json().path("sequence"));
        Answered again = complete();
        assertThat(again.status()).isEqualTo(201);
        assertThat(again.text("status")).isEqualTo("REPLAYED");
    }

    @Test
    void shouldSayThatThereIsNothingToTakeBack() {
        Answered none = revoke("?reason=MISTAKE", "none");
        complete();
        Answered another = revoke("?reason=MISTAKE&revokes=" + UUID.randomUUID(), "another");

        assertThat(none.status()).isEqualTo(409);
        assertThat(none.text("type")).isEqualTo("urn:oncemark:problem:not-completed");
        assertThat(another.status()).isEqualTo(409);
        assertThat(another.text("reason")).isEqualTo("NOT_COMPLETED");
    }

    @ParameterizedTest
    @CsvSource({
        "'', k, reason",
        "'?reason=', k, reason",
        "?reason=mistake, k, reason",
        "?reason=A&reason=B, k, reason",
        "?reason=A&revoke=x, k, revoke",
        "?reason=A&revokes=x, k, revokes",
        "?reason=A, '', Idempotency-Key"
    })
    void shouldNameWhatIsWrongWithATakeBack(String parameters, String key, String field) {
        Answered refused = revoke(parameters, key);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(field);
    }

    @Test
    void shouldWantAKeyAndNoBodyToTakeBack() {
        Answered keyless = api.send("DELETE", completion + "?reason=A", null);
        Answered withBody = api.send("DELETE", completion + "?reason=A", "{\"reason\": \"A\"}", "Idempotency-Key", "k");
        Answered unreadable = api.send("DELETE", completion + "?reason=%c3%28", null, "Idempotency-Key", "k");

        assertThat(keyless.status()).isEqualTo(400);
        assertThat(keyless.text("field")).isEqualTo("Idempotency-Key");
        assertThat(withBody.status()).isEqualTo(400);
        assertThat(withBody.text("field")).isEqualTo("body");
        assertThat(unreadable.status()).isEqualTo(400);
    }

    @Test
    void shouldTellACommandFromACompletionUnderTheSameKey() {
        api.post(path + "/completions", "{\"lessonId\": \"lesson\"}", "Idempotency-Key", enrollment);

        assertThat(revoke("?reason=MISTAKE", enrollment).status()).isEqualTo(422);
        assertThat(revoke("?reason=MISTAKE", "of its own").status()).isEqualTo(200);
        Answered reused =
                api.post(path + "/completions", "{\"lessonId\": \"lesson\"}", "Idempotency-Key", "of its own");
        assertThat(reused.text("type")).isEqualTo("urn:oncemark:problem:key-reused");
    }

    @Test
    void shouldWaiveALessonOnce() {
        String body = "{\"reason\": \"TESTED_OUT\"}";
        Answered waived = api.send("PUT", waiver, body, WAITING);
        Answered again = api.send("PUT", waiver, body, WAITING);
        Answered done = complete();

        assertThat(waived.status()).isEqualTo(201);
        assertThat(waived.text("status")).isEqualTo("ACCEPTED");
        assertThat(waived.text("waiver")).isEqualTo("TESTED_OUT");
        assertThat(again.status()).isEqualTo(200);
        assertThat(again.text("requestId")).isEqualTo(waived.text("requestId"));
        assertThat(done.status()).isEqualTo(409);
        assertThat(done.text("originalRequestId")).isEqualTo(waived.text("requestId"));
    }

    @Test
    void shouldRefuseToWaiveWhatIsCompleteOrOfAnotherCourse() {
        complete();

        assertThat(api.send("PUT", waiver, "{\"reason\": \"ADMINISTRATIVE\"}", WAITING)
                        .text("type"))
                .isEqualTo("urn:oncemark:problem:already-completed");
        assertThat(api.send("PUT", path + "/lessons/foreign/waiver", "{\"reason\": \"EQUIVALENT_AU\"}", WAITING)
                        .status())
                .isEqualTo(422);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{} | reason",
                "{\"reason\": \"tested_out\"} | reason",
                "{\"reason\": \"UNRECOGNIZED\"} | reason",
                "{\"reason\": 7} | reason",
                "{\"reason\": \"TESTED_OUT\", \"lessonId\": \"x\"} | lessonId"
            })
    void shouldNameWhatIsWrongWithAWaiver(String body, String field) {
        Answered refused = api.send("PUT", waiver, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(field);
    }

    @Test
    void shouldBeginAnAttemptOnce() {
        complete();
        String body = "{\"attempt\": 2, \"reason\": \"RECERTIFICATION\", \"keepCompletion\": true}";
        Answered begun = api.post(attempts, body, WAITING);

        assertThat(begun.status()).isEqualTo(201);
        assertThat(begun.text("status")).isEqualTo("RESET");
        assertThat(begun.json().path("attempt").asInt()).isEqualTo(2);
        for (int time = 0; time < 50; time++) {
            Answered again = api.post(attempts, body, WAITING);
            assertThat(again.status()).isEqualTo(200);
            assertThat(again.json().path("sequence")).isEqualTo(begun.json().path("sequence"));
        }
        assertThat(complete().json().path("attempt").asInt()).isEqualTo(2);
    }

    @Test
    void shouldTellWhichAttemptIsUnderWay() {
        api.post(attempts, "{\"attempt\": 2, \"reason\": \"AGAIN\"}", WAITING);
        Answered exists = api.post(attempts, "{\"attempt\": 1, \"reason\": \"AGAIN\"}", WAITING);
        Answered skipped = api.post(attempts, "{\"attempt\": 4, \"reason\": \"AGAIN\"}", WAITING);
        Answered over = api.send("PUT", completion, "{\"attempt\": 1}", WAITING);
        Answered notBegun = api.post(path + "/completions", "{\"lessonId\": \"lesson\", \"attempt\": 3}", WAITING);

        for (Answered refused : new Answered[] {exists, skipped, over, notBegun}) {
            assertThat(refused.status()).isEqualTo(409);
            assertThat(refused.json().path("currentAttempt").asInt()).isEqualTo(2);
        }
        assertThat(exists.text("type")).endsWith(":attempt-exists");
        assertThat(skipped.text("type")).endsWith(":attempt-skipped");
        assertThat(over.text("type")).endsWith(":attempt-over");
        assertThat(notBegun.text("type")).endsWith(":attempt-not-begun");
        assertThat(api.send("PUT", completion, "{\"attempt\": 2}", WAITING).status())
                .isEqualTo(201);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "{\"reason\": \"A\"} | attempt",
                "{\"attempt\": 0, \"reason\": \"A\"} | attempt",
                "{\"attempt\": 2147483648, \"reason\": \"A\"} | attempt",
                "{\"attempt\": \"2\", \"reason\": \"A\"} | attempt",
                "{\"attempt\": 2.0, \"reason\": \"A\"} | attempt",
                "{\"attempt\": 2} | reason",
                "{\"attempt\": 2, \"reason\": \"a\"} | reason",
                "{\"attempt\": 2, \"reason\": \"A\", \"keepCompletion\": \"yes\"} | keepCompletion"
            })
    void shouldNameWhatIsWrongWithAnAttempt(String body, String field) {
        Answered refused = api.post(attempts, body);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("field")).isEqualTo(field);
    }

    @Test
    void shouldNameWhatIsWrongWithAnIdOrABody() {
        String lessonTooLong = "/v1/enrollments/e/lessons/" + "x".repeat(256);
        String enrollmentTooLong = "/v1/enrollments/" + "x".repeat(256);

        assertThat(api.send("PUT", lessonTooLong + "/waiver", "{\"reason\": \"TESTED_OUT\"}")
                        .text("field"))
                .isEqualTo("lessonId");
        assertThat(api.send("DELETE", lessonTooLong + "/completion?reason=A", null, "Idempotency-Key", "k")
                        .text("field"))
                .isEqualTo("lessonId");
        assertThat(api.post(enrollmentTooLong + "/attempts", "{\"attempt\": 2, \"reason\": \"A\"}")
                        .text("field"))
                .isEqualTo("enrollmentId");
        assertThat(api.post(attempts, " ".repeat(70_000)).status()).isEqualTo(413);
        assertThat(api.post(attempts, "{}", "Content-Type", "text/plain").status())
                .isEqualTo(415);
    }

    @Test
    void shouldTellTheVerdictOfWhoDoesNotWait() {
        complete();
        Answered stored = api.send("DELETE", completion + "?reason=MISTAKE", null, "Idempotency-Key", enrollment);

        assertThat(stored.status()).isEqualTo(202);
        Eventually.isTrue(
                "it is carried out", () -> api.get(stored.header("Location")).status() == 200);
        assertThat(api.get(stored.header("Location")).text("status")).isEqualTo("REVOKED");
    }
}
