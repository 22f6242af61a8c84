package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.JsonSerde;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.ThreadLocalRandom;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** What clients that cannot change get from {@code /api/progress/}: what Django REST Framework would have answered. */
class LegacyTest {

    private static final String PATH = "/api/progress/";
    private static final String FORM = "application/x-www-form-urlencoded";
    private static final String REQUIRED = "[\"This field is required.\"]";

    private static RunningApi api;
    private static PretendStreamsApp streamsApp;

    private final long enrollment = ThreadLocalRandom.current().nextLong(1, 1L << 53);

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

    private static String json(Object enrollment, Object lesson) {
        return "{\"enrollment\":%s,\"lesson\":%s}".formatted(enrollment, lesson);
    }

    @Test
    void shouldAnswerARowWithNumbers() {
        Answered created = api.post(PATH, json(enrollment, 7));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.contentType()).isEqualTo("application/json");
        assertThat(created.bodyText())
                .matches("\\{\"id\":\\d{10},\"enrollment\":" + enrollment
                        + ",\"lesson\":7,\"completed_at\":\"[0-9-]{10}T[0-9:]{8}\\.\\d{6}Z\"}");
        assertThat(created.json().path("id").intValue()).isPositive();
    }

    @Test
    void shouldRefuseASecondCompletionInTheOldWords() {
        api.post(PATH, json(enrollment, 7));

        Answered refused = api.post(PATH, json("\"" + enrollment + "\"", 7));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.bodyText()).isEqualTo("{\"lesson\":[\"You have already completed this lesson.\"]}");
    }

    @ParameterizedTest
    @ValueSource(strings = {"\"12\"", "12", "12.0", "\" 12 \"", "1.2e1"})
    void shouldTakeANumberHoweverItIsWritten(String lesson) {
        Answered created = api.post(PATH, json(enrollment, lesson));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("lesson").isIntegralNumber()).isTrue();
        assertThat(created.json().path("lesson").intValue()).isEqualTo(12);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {"lesson-7", "007", "7a", "+7", "1234567890123456789012", "3f0c2b9e-0000-4000-8000-000000000007"})
    void shouldLeaveATextThatIsNoNumberAText(String lesson) {
        Answered created = api.post(PATH, json("\"e-" + enrollment + "\"", "\"" + lesson + "\""));

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.json().path("lesson").isString()).isTrue();
        assertThat(created.text("lesson")).isEqualTo(lesson);
        assertThat(created.text("enrollment")).isEqualTo("e-" + enrollment);
    }

    @Test
    void shouldIgnoreFieldsThatItDoesNotKnow() {
        String deep = "{\"a\":".repeat(50) + "1" + "}".repeat(50);
        String body = "{\"completed\":true,\"enrollment\":%d,\"state\":%s,\"lesson\":7,\"score\":0.%s,\"id\":null}"
                .formatted(enrollment, deep, "7".repeat(100));

        assertThat(api.post(PATH, body).status()).isEqualTo(201);
    }

    @ParameterizedTest
    @ValueSource(strings = {PATH, "/api/progress"})
    void shouldTakeAFormWithItsLastSlashAndWithout(String path) {
        Answered created = api.post(
                path,
                "enrollment=" + enrollment + "&lesson=6&lesson=7&completed=true&n=%C3%A4",
                "Content-Type",
                FORM + "; charset=utf-8");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.bodyText()).contains("\"enrollment\":" + enrollment + ",\"lesson\":7,");
    }

    @Test
    void shouldTakeAMultipartForm() {
        String body = String.join(
                "\r\n",
                "--x",
                "Content-Disposition: form-data; name=\"enrollment\"",
                "",
                "e/" + enrollment,
                "--x",
                "Content-Disposition: form-data; name=\"photo\"; filename=\"a.png\"",
                "Content-Type: image/png",
                "",
                "PNG",
                "--x",
                "Content-Disposition: form-data; name=\"lesson\"",
                "",
                "7",
                "--x--",
                "");

        Answered created = api.post(PATH, body, "Content-Type", "multipart/form-data; boundary=x");

        assertThat(created.status()).isEqualTo(201);
        assertThat(created.bodyText()).contains("\"enrollment\":\"e/" + enrollment + "\",\"lesson\":7,");
    }

    /** A body of a type, and the answer. */
    record Bad(String type, String body, int status, String answer) {}

    private static Bad bad(String body, String answer) {
        return new Bad("application/json", body, 400, answer);
    }

    static Bad[] bodies() {
        String both = "{\"enrollment\":" + REQUIRED + ",\"lesson\":" + REQUIRED + "}";
        return new Bad[] {
            bad("{\"enrollment\":1}", "{\"lesson\":" + REQUIRED + "}"),
            bad("{}", both),
            bad("", both),
            new Bad(FORM, "", 400, both),
            new Bad(FORM, "a=1", 400, both),
            bad(json(1, "null"), "{\"lesson\":[\"This field may not be null.\"]}"),
            bad(json(1, "\"\""), "{\"lesson\":[\"This field may not be null.\"]}"),
            new Bad(FORM, "enrollment=1&lesson=", 400, "{\"lesson\":[\"This field may not be null.\"]}"),
            bad(json(1, true), "{\"lesson\":[\"Incorrect type. Expected pk value, received bool.\"]}"),
            bad(json(1, "[7]"), "{\"lesson\":[\"Incorrect type. Expected pk value, received list.\"]}"),
            bad(json(1, "{\"id\":7}"), "{\"lesson\":[\"Incorrect type. Expected pk value, received dict.\"]}"),
            bad(json(1, 7.5), "{\"lesson\":[\"Incorrect type. Expected pk value, received float.\"]}"),
            bad(json(1, "1e999"), "{\"lesson\":[\"Incorrect type. Expected pk value, received float.\"]}"),
            bad(json(1, "\"  \""), "{\"lesson\":[\"Incorrect type. Expected pk value, received str.\"]}"),
            bad(json(1, "\"a\\u0000\""), "{\"lesson\":[\"Invalid pk \\\"a\\u0000\\\" - object does not exist.\"]}"),
            bad("[1]", "{\"non_field_errors\":[\"Invalid data. Expected a dictionary, but got list.\"]}"),
            bad("7", "{\"non_field_errors\":[\"Invalid data. Expected a dictionary, but got int.\"]}"),
            bad("\"a\"", "{\"non_field_errors\":[\"Invalid data. Expected a dictionary, but got str.\"]}"),
            bad("null", "{\"non_field_errors\":[\"No data provided\"]}"),
            new Bad("text/plain", "a", 415, "{\"detail\":\"Unsupported media type \\\"text/plain\\\" in request.\"}"),
        };
    }

    @ParameterizedTest
    @MethodSource("bodies")
    void shouldSayWhatIsWrongAsItWasSaid(Bad bad) {
        Answered refused = api.post(PATH, bad.body(), "Content-Type", bad.type());

        assertThat(refused.status()).as(refused.bodyText()).isEqualTo(bad.status());
        assertThat(refused.json()).isEqualTo(JsonSerde.MAPPER.readTree(bad.answer()));
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "application/json | { | JSON parse error - ",
                "application/json | {} {} | JSON parse error - ",
                "application/json | enrollment=1 | JSON parse error - ",
                "multipart/form-data | --x | Multipart form parse error - ",
                FORM + " | enrollment=%zz&lesson=1 | Malformed request."
            })
    void shouldSayThatABodyCannotBeRead(String type, String body, String detail) {
        Answered refused = api.post(PATH, body, "Content-Type", type);

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.text("detail")).startsWith(detail);
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = '|',
            value = {
                "unknown-12 | 7 | {\"enrollment\":[\"Invalid pk \\\"unknown-12\\\" - object does not exist.\"]}",
                "courseless-12 | 7 | {\"enrollment\":[\"Invalid pk \\\"courseless-12\\\" - object does not exist.\"]}",
                "e-12 | foreign-7 | {\"lesson\":[\"Invalid pk \\\"foreign-7\\\" - object does not exist.\"]}",
                "inactive-12 | 7 | {\"enrollment\":[\"This enrollment is not active.\"]}"
            })
    void shouldAnswerAVerdictByTheFieldThatItIsAbout(String enrollmentId, String lessonId, String answer) {
        Answered refused = api.post(PATH, json("\"" + enrollmentId + "\"", "\"" + lessonId + "\""));

        assertThat(refused.status()).isEqualTo(400);
        assertThat(refused.bodyText()).isEqualTo(answer);
    }

    @Test
    void shouldAnswerARetryUnderItsKeyWithTheSameRow() {
        String key = UUID.randomUUID().toString();

        Answered first = api.post(PATH, json(enrollment, 7), "Idempotency-Key", key);
        Answered retried = api.post(PATH, json(enrollment, 7), "Idempotency-Key", key);
        Answered other = api.post(PATH, json(enrollment, 8), "Idempotency-Key", key);

        assertThat(first.status()).isEqualTo(201);
        assertThat(retried.status()).isEqualTo(201);
        assertThat(retried.bodyText()).isEqualTo(first.bodyText());
        assertThat(other.status()).isEqualTo(422);
        assertThat(other.text("detail")).isNotEmpty();
        assertThat(other.text("type")).isEmpty();
    }
}
