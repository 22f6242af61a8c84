package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseOutline.CompletionPolicy;
import dev.oncemark.contracts.CourseOutline.Lesson;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** What is told of courses, as JSON: these bytes for ever. */
class CourseChangeTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final CourseChange REVOKED = new CourseChange(
            "e",
            "c",
            "u",
            Change.REVOKED,
            1,
            1,
            9,
            Cause.REVOKE,
            new UUID(0, 1),
            "MARKED_BY_MISTAKE",
            4L,
            1,
            List.of("l-7"),
            AT);
    private static final CourseChange ATTEMPT_STARTED = new CourseChange(
            "e",
            "c",
            null,
            Change.ATTEMPT_STARTED,
            1,
            2,
            9,
            Cause.RESET,
            new UUID(0, 1),
            "RECERTIFICATION",
            null,
            null,
            null,
            AT);
    private static final String REVOKED_JSON = "{\"enrollmentId\":\"e\",\"courseId\":\"c\",\"learnerId\":\"u\","
            + "\"change\":\"REVOKED\",\"completion\":1,\"sequence\":9,\"cause\":\"REVOKE\","
            + "\"requestId\":\"00000000-0000-0000-0000-000000000001\",\"commandReason\":\"MARKED_BY_MISTAKE\","
            + "\"catalogVersion\":4,\"missing\":1,\"missingLessons\":[\"l-7\"],"
            + "\"changedAt\":\"2026-01-02T03:04:05Z\"}";

    static Stream<Arguments> changes() {
        return Stream.of(
                Arguments.of(REVOKED, REVOKED_JSON, CloudEvents.Type.COURSE_COMPLETION_REVOKED),
                Arguments.of(
                        ATTEMPT_STARTED,
                        "{\"enrollmentId\":\"e\",\"courseId\":\"c\",\"change\":\"ATTEMPT_STARTED\",\"completion\":1,"
                                + "\"attempt\":2,\"sequence\":9,\"cause\":\"RESET\","
                                + "\"requestId\":\"00000000-0000-0000-0000-000000000001\","
                                + "\"commandReason\":\"RECERTIFICATION\",\"changedAt\":\"2026-01-02T03:04:05Z\"}",
                        CloudEvents.Type.COURSE_ATTEMPT_STARTED),
                byCatalog(Change.REOPENED, CloudEvents.Type.COURSE_COMPLETION_REOPENED),
                byCatalog(Change.RESTORED, CloudEvents.Type.COURSE_COMPLETION_RESTORED),
                byCatalog(Change.CONTENT_CHANGED, CloudEvents.Type.COURSE_CONTENT_CHANGED));
    }

    private static Arguments byCatalog(Change change, CloudEvents.Type type) {
        return Arguments.of(
                new CourseChange("e", "c", "u", change, 2, null, 9, Cause.CATALOG, null, null, 5L, null, null, AT),
                "{\"enrollmentId\":\"e\",\"courseId\":\"c\",\"learnerId\":\"u\",\"change\":\"" + change
                        + "\",\"completion\":2,\"sequence\":9,\"cause\":\"CATALOG\",\"catalogVersion\":5,"
                        + "\"changedAt\":\"2026-01-02T03:04:05Z\"}",
                type);
    }

    @ParameterizedTest
    @MethodSource("changes")
    void shouldBeTheseBytesForEver(CourseChange change, String json, CloudEvents.Type type) {
        var serde = Topics.COURSE_CHANGES.serde();

        assertThat(serde.serialize("", change)).asString(UTF_8).isEqualTo(json);
        assertThat(serde.read("", json.getBytes(UTF_8))).isEqualTo(change);
        assertThat(CloudEvents.Type.of(change)).isEqualTo(type);
    }

    @Test
    void shouldReadAChangeOfANewerVersion() {
        CourseChange read = parse(REVOKED_JSON
                .replace("\"change\":\"REVOKED\"", "\"change\":\"EXPIRED\"")
                .replace("\"cause\":\"REVOKE\"", "\"cause\":\"TIME\""));

        assertThat(read.change()).isEqualTo(Change.UNRECOGNIZED);
        assertThat(read.cause()).isEqualTo(Cause.UNRECOGNIZED);
        assertThatThrownBy(() -> CloudEvents.Type.of(read)).isInstanceOf(IllegalArgumentException.class);
    }

    @ParameterizedTest
    @CsvSource({"enrollmentId", "courseId", "change", "cause", "changedAt"})
    void shouldNameTheFieldThatIsMissing(String field) {
        String without =
                REVOKED_JSON.replaceFirst("\"" + field + "\":\"[^\"]*\",?", "").replace(",}", "}");

        assertThatThrownBy(() -> parse(without))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(field + " is missing");
    }

    @Test
    void shouldNotSayTheNumberOfTheFirstCompletionInTheFirstAttempt() {
        String first = "{\"enrollmentId\":\"e\",\"courseId\":\"c\",\"learnerId\":\"u\","
                + "\"completedAt\":\"2026-01-02T03:04:05Z\",\"catalogVersion\":4,\"requiredLessons\":2,\"sequence\":9,"
                + "\"origin\":\"API\",\"decidedAt\":\"2026-01-02T03:04:05Z\"}";
        var serde = Topics.COURSE_COMPLETIONS.serde();

        assertThat(serde.serialize("", completion(1, 1))).asString(UTF_8).isEqualTo(first);
        assertThat(serde.read("", first.getBytes(UTF_8)))
                .isEqualTo(completion(1, 1))
                .satisfies(read -> assertThat(read.number()).isEqualTo(1))
                .satisfies(read -> assertThat(read.attemptNumber()).isEqualTo(1));
    }

    @Test
    void shouldSayTheNumberOfALaterCompletion() {
        String third = "{\"enrollmentId\":\"e\",\"courseId\":\"c\",\"learnerId\":\"u\","
                + "\"completedAt\":\"2026-01-02T03:04:05Z\",\"catalogVersion\":4,\"requiredLessons\":2,\"sequence\":9,"
                + "\"origin\":\"API\",\"decidedAt\":\"2026-01-02T03:04:05Z\",\"attempt\":2,\"completion\":3}";
        var serde = Topics.COURSE_COMPLETIONS.serde();

        assertThat(serde.serialize("", completion(2, 3))).asString(UTF_8).isEqualTo(third);
        assertThat(serde.read("", third.getBytes(UTF_8))).isEqualTo(completion(2, 3));
        assertThat(completion(2, 3).asStored().number()).isEqualTo(3);
    }

    private static CourseCompletion completion(int attempt, int number) {
        return new CourseCompletion("e", "c", "u", AT, 4, 2, 9, Origin.API, AT, attempt, number);
    }

    @ParameterizedTest
    @CsvSource(
            nullValues = "absent",
            value = {"REOPEN, REOPEN", "FLAG, FLAG", "STICKY, absent", "SEASONAL, absent"})
    void shouldReadThePolicyOfAnOutline(String policy, @Nullable CompletionPolicy read) {
        CourseOutline outline = Topics.COURSE_OUTLINES
                .serde()
                .read("", outline(",\"policy\":\"" + policy + "\"").getBytes(UTF_8));

        assertThat(outline.policy()).isEqualTo(read);
    }

    @Test
    void shouldBeTheseBytesForEverWhereAnOutlineHasAPolicy() {
        assertThat(bytes(CompletionPolicy.REOPEN)).asString(UTF_8).isEqualTo(outline(",\"policy\":\"REOPEN\""));
        assertThat(bytes(CompletionPolicy.FLAG)).asString(UTF_8).isEqualTo(outline(",\"policy\":\"FLAG\""));
        assertThat(bytes(CompletionPolicy.STICKY)).asString(UTF_8).isEqualTo(outline(""));
    }

    private static byte[] bytes(CompletionPolicy policy) {
        var lesson = new Lesson("l", true, 0);
        byte[] bytes = Topics.COURSE_OUTLINES
                .serde()
                .serialize(
                        "",
                        new CourseOutline("c", 4, true, List.of(lesson), List.of(), null, null, null, null, policy));
        return java.util.Objects.requireNonNull(bytes);
    }

    private static String outline(String policy) {
        return "{\"courseId\":\"c\",\"version\":4,\"published\":true,"
                + "\"lessons\":[{\"lessonId\":\"l\",\"required\":true,\"ordinal\":0}]" + policy + "}";
    }

    private static CourseChange parse(String json) {
        return Topics.COURSE_CHANGES.serde().read("", json.getBytes(UTF_8));
    }
}
