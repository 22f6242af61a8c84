package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** Results as JSON: these bytes are in topics that are kept, so they never change. */
class CompletionResultTest {

    private static final Instant OCCURRED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant DECIDED = Instant.parse("2026-01-02T03:04:06Z");
    private static final Instant BEFORE = Instant.parse("2025-12-31T00:00:00Z");
    private static final UUID REQUEST = new UUID(0, 1);
    private static final UUID ORIGINAL = new UUID(0, 2);
    private static final Subject SUBJECT =
            new Subject(REQUEST, "e", "l", OCCURRED, new RecordPosition("completion-requests", 2, 42));
    private static final Subject ROW =
            new Subject(REQUEST, "e", "l", OCCURRED, new RecordPosition("lms.enrollments", 1, 7));
    private static final Basis BASIS = new Basis(DECIDED, "c", "learner", 3L);
    private static final CompletionResult ACCEPTED = CompletionResult.accepted(SUBJECT, BASIS, 17, null);
    private static final CompletionResult FORGOTTEN =
            CompletionResult.rejected(SUBJECT, BASIS, Reason.ALREADY_COMPLETED);

    private static final String BEGINNING =
            "{\"requestId\":\"00000000-0000-0000-0000-000000000001\",\"enrollmentId\":\"e\",\"lessonId\":\"l\",";
    private static final String TIMES =
            "\"occurredAt\":\"2026-01-02T03:04:05.678Z\",\"decidedAt\":\"2026-01-02T03:04:06Z\",\"origin\":\"API\",";
    private static final String END = "\"inTopic\":\"completion-requests\",\"inPartition\":2,\"inOffset\":42";
    private static final String KNOWN_END = TIMES + "\"catalogVersion\":3," + END + ",\"learnerId\":\"learner\"}";

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of(
                        ACCEPTED,
                        BEGINNING + "\"courseId\":\"c\",\"status\":\"ACCEPTED\","
                                + "\"completedAt\":\"2026-01-02T03:04:05.678Z\",\"sequence\":17," + KNOWN_END),
                Arguments.of(
                        CompletionResult.replayed(SUBJECT, BASIS, BEFORE),
                        BEGINNING + "\"courseId\":\"c\",\"status\":\"REPLAYED\","
                                + "\"completedAt\":\"2025-12-31T00:00:00Z\"," + KNOWN_END),
                Arguments.of(
                        CompletionResult.rejected(SUBJECT, Basis.unknown(DECIDED), Reason.UNKNOWN_ENROLLMENT),
                        BEGINNING + "\"status\":\"REJECTED\",\"reason\":\"UNKNOWN_ENROLLMENT\"," + TIMES + END + "}"),
                Arguments.of(
                        CompletionResult.alreadyCompleted(SUBJECT, BASIS, ORIGINAL, BEFORE),
                        BEGINNING + "\"courseId\":\"c\",\"status\":\"REJECTED\",\"reason\":\"ALREADY_COMPLETED\","
                                + "\"originalRequestId\":\"00000000-0000-0000-0000-000000000002\","
                                + "\"completedAt\":\"2025-12-31T00:00:00Z\"," + KNOWN_END),
                Arguments.of(
                        CompletionResult.imported(ROW, BASIS, 17, null),
                        BEGINNING + "\"courseId\":\"c\",\"status\":\"ACCEPTED\","
                                + "\"completedAt\":\"2026-01-02T03:04:05.678Z\",\"sequence\":17,"
                                + "\"occurredAt\":\"2026-01-02T03:04:05.678Z\","
                                + "\"decidedAt\":\"2026-01-02T03:04:06Z\",\"origin\":\"IMPORT\",\"catalogVersion\":3,"
                                + "\"inTopic\":\"lms.enrollments\",\"inPartition\":1,\"inOffset\":7,"
                                + "\"learnerId\":\"learner\"}"));
    }

    @ParameterizedTest
    @MethodSource("results")
    void shouldBeTheseBytesForEver(CompletionResult result, String json) {
        var serde = Topics.COMPLETION_RESULTS.serde();

        assertThat(serde.serialize("", result)).asString(UTF_8).isEqualTo(json);
        assertThat(serde.read("", json.getBytes(UTF_8))).isEqualTo(result);
        assertThat(result.position())
                .isEqualTo(new RecordPosition(result.inTopic(), result.inPartition(), result.inOffset()));
    }

    @Test
    void shouldNameTheOriginalOfALessonCompletedLongAgo() {
        var another = new Subject(ORIGINAL, "e", "l", BEFORE, new RecordPosition("completion-requests", 2, 1));
        CompletionResult original = CompletionResult.accepted(another, BASIS, 1, null);

        assertThat(FORGOTTEN.withOriginal(original))
                .isEqualTo(CompletionResult.alreadyCompleted(SUBJECT, BASIS, ORIGINAL, BEFORE));
    }

    @Test
    void shouldBeAReplayWhereTheOriginalIsTheSameRequest() {
        assertThat(FORGOTTEN.withOriginal(ACCEPTED)).isEqualTo(CompletionResult.replayed(SUBJECT, BASIS, OCCURRED));
    }

    @Test
    void shouldRefuseToAcceptWithoutACourse() {
        assertThatThrownBy(() -> CompletionResult.accepted(SUBJECT, Basis.unknown(DECIDED), 1, null))
                .isInstanceOf(IllegalArgumentException.class)
                .hasMessageContaining("courseId");
    }

    @ParameterizedTest
    @CsvSource({
        "REJECTED, QUOTA_EXCEEDED, UNRECOGNIZED",
        "DEFERRED, , UNRECOGNIZED",
        "DEFERRED, QUOTA_EXCEEDED, UNRECOGNIZED",
        "DEFERRED, ENROLLMENT_NOT_ACTIVE, ENROLLMENT_NOT_ACTIVE",
        "REJECTED, , UNRECOGNIZED",
    })
    void shouldReadWhatANewerVersionDecidedAsARejection(String status, @Nullable String reason, Reason read) {
        CompletionResult result = parse(BEGINNING + "\"status\":\"" + status + "\","
                + (reason == null ? "" : "\"reason\":\"" + reason + "\",") + TIMES + END + "}");

        assertThat(result.status()).isEqualTo(Status.REJECTED);
        assertThat(result.reason()).isEqualTo(read);
        assertThat(result.requestId()).isEqualTo(REQUEST);
    }

    @Test
    void shouldReadAnOriginOfANewerVersion() {
        CompletionResult result = parse(BEGINNING + "\"status\":\"REJECTED\",\"reason\":\"UNKNOWN_COURSE\","
                + TIMES.replace("API", "COMMAND") + END + "}");

        assertThat(result.origin()).isEqualTo(Origin.UNRECOGNIZED);
        assertThat(Origin.of("COMMAND")).isEqualTo(Origin.UNRECOGNIZED);
        assertThat(Origin.of("IMPORT")).isEqualTo(Origin.IMPORT);
    }

    @Test
    void shouldSayWhatTheClientStatedButNotInARow() {
        var subject = new Subject(REQUEST, "e", "l", OCCURRED, SUBJECT.position(), BEFORE);
        CompletionResult result = CompletionResult.rejected(subject, BASIS, Reason.ALREADY_COMPLETED);
        String json = BEGINNING + "\"courseId\":\"c\",\"status\":\"REJECTED\",\"reason\":\"ALREADY_COMPLETED\","
                + KNOWN_END.replace("}", ",\"statedAt\":\"2025-12-31T00:00:00Z\"}");

        assertThat(Topics.COMPLETION_RESULTS.serde().serialize("", result))
                .asString(UTF_8)
                .isEqualTo(json);
        assertThat(parse(json)).isEqualTo(result);
        assertThat(result.withOriginal(ACCEPTED).statedAt()).isEqualTo(BEFORE);
        assertThat(result.asStored()).isEqualTo(FORGOTTEN);
    }

    /** What the LMS, the operator or time can mend; all else is final. */
    @Test
    void shouldSayWhichReasonsMayPass() {
        assertThat(Stream.of(Reason.values()).filter(Reason::isRetryable))
                .containsExactly(
                        Reason.UNKNOWN_ENROLLMENT,
                        Reason.UNKNOWN_COURSE,
                        Reason.LESSON_NOT_IN_COURSE,
                        Reason.ENROLLMENT_NOT_ACTIVE,
                        Reason.NOT_ENROLLMENT_OWNER,
                        Reason.ATTEMPT_NOT_BEGUN,
                        Reason.UNRECOGNIZED);
    }

    @Test
    void shouldNeverRejectForAReasonThatIsNotRecognized() {
        assertThatThrownBy(() -> CompletionResult.rejected(SUBJECT, BASIS, Reason.UNRECOGNIZED))
                .isInstanceOf(IllegalArgumentException.class);
    }

    @Test
    void shouldRefuseAReasonWhereNothingWasRejected() {
        assertThatThrownBy(() ->
                        parse(BEGINNING + "\"status\":\"REPLAYED\",\"reason\":\"UNKNOWN_COURSE\"," + TIMES + END + "}"))
                .hasMessageContaining("reason is there if and only if status is REJECTED");
    }

    private static CompletionResult parse(String json) {
        return Topics.COMPLETION_RESULTS.serde().read("", json.getBytes(UTF_8));
    }
}
