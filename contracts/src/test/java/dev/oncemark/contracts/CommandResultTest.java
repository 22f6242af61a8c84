package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Standing;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CompletionResult.Subject;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Verdicts on commands, and on completions in later attempts, as JSON: these bytes for ever. */
class CommandResultTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");
    private static final RecordPosition PLACE = new RecordPosition("completion-requests", 2, 42);
    private static final Subject LESSON = new Subject(new UUID(0, 1), "e", "l", AT, PLACE);
    private static final Subject WHOLE = new Subject(new UUID(0, 1), "e", null, AT, PLACE);
    private static final Basis FIRST = new Basis(AT, "c", "u", 3L);
    private static final Basis SECOND = new Basis(AT, "c", "u", 3L, 2);
    private static final UUID COMPLETED_BY = new UUID(0, 2);
    private static final Command REVOKE = new Command.Revoke("l", "MARKED_BY_MISTAKE", null);
    private static final Command WAIVE = new Command.Waive("l", Waiver.TESTED_OUT);
    private static final Command RESET = new Command.Reset(2, true, "RECERTIFICATION");

    private static final String BEGINNING =
            "{\"requestId\":\"00000000-0000-0000-0000-000000000001\",\"enrollmentId\":\"e\",";
    private static final String END = "\"occurredAt\":\"2026-01-02T03:04:05Z\",\"decidedAt\":\"2026-01-02T03:04:05Z\","
            + "\"origin\":\"API\",\"catalogVersion\":3,\"inTopic\":\"completion-requests\",\"inPartition\":2,"
            + "\"inOffset\":42,\"learnerId\":\"u\"";
    private static final String REVOKED_BY =
            "\"command\":\"REVOKE\",\"commandReason\":\"MARKED_BY_MISTAKE\",\"actorId\":\"u-9\"";
    private static final String RESET_BY =
            "\"command\":\"RESET\",\"commandReason\":\"RECERTIFICATION\",\"actorId\":\"u-9\"";

    static Stream<Arguments> results() {
        return Stream.of(
                Arguments.of(
                        CompletionResult.accepted(LESSON, SECOND, 17, new Standing(1, 2)),
                        "\"lessonId\":\"l\",\"courseId\":\"c\",\"status\":\"ACCEPTED\","
                                + "\"completedAt\":\"2026-01-02T03:04:05Z\",\"sequence\":17," + END
                                + ",\"attempt\":2,\"requiredCompleted\":1,\"required\":2",
                        CloudEvents.Type.LESSON_COMPLETED),
                Arguments.of(
                        CompletionResult.accepted(LESSON, FIRST, 8, null).of(WAIVE, "u-9"),
                        "\"lessonId\":\"l\",\"courseId\":\"c\",\"status\":\"ACCEPTED\","
                                + "\"completedAt\":\"2026-01-02T03:04:05Z\",\"sequence\":8," + END
                                + ",\"command\":\"WAIVE\",\"commandReason\":\"TESTED_OUT\",\"actorId\":\"u-9\","
                                + "\"waiver\":\"TESTED_OUT\"",
                        CloudEvents.Type.LESSON_WAIVED),
                Arguments.of(
                        CompletionResult.revoked(LESSON, FIRST, 9, new Standing(1, 2), COMPLETED_BY, 1)
                                .of(REVOKE, "u-9"),
                        "\"lessonId\":\"l\",\"courseId\":\"c\",\"status\":\"REVOKED\",\"sequence\":9," + END
                                + ",\"requiredCompleted\":1,\"required\":2," + REVOKED_BY
                                + ",\"revokedRequestId\":\"00000000-0000-0000-0000-000000000002\",\"endedCompletion\":1",
                        CloudEvents.Type.COMPLETION_REVOKED),
                Arguments.of(
                        CompletionResult.revoked(LESSON, FIRST, 9, null, null, null)
                                .of(REVOKE, null),
                        "\"lessonId\":\"l\",\"courseId\":\"c\",\"status\":\"REVOKED\",\"sequence\":9," + END
                                + ",\"command\":\"REVOKE\",\"commandReason\":\"MARKED_BY_MISTAKE\"",
                        CloudEvents.Type.COMPLETION_REVOKED),
                Arguments.of(
                        CompletionResult.reset(WHOLE, SECOND, 10, 1).of(RESET, "u-9"),
                        "\"courseId\":\"c\",\"status\":\"RESET\",\"sequence\":10," + END + ",\"attempt\":2," + RESET_BY
                                + ",\"endedCompletion\":1",
                        CloudEvents.Type.PROGRESS_RESET),
                Arguments.of(
                        CompletionResult.replayed(WHOLE, SECOND, 10).of(RESET, "u-9"),
                        "\"courseId\":\"c\",\"status\":\"REPLAYED\",\"sequence\":10," + END + ",\"attempt\":2,"
                                + RESET_BY,
                        CloudEvents.Type.COMPLETION_REPLAYED),
                Arguments.of(
                        CompletionResult.replayed(LESSON, FIRST, AT).of(WAIVE, null),
                        "\"lessonId\":\"l\",\"courseId\":\"c\",\"status\":\"REPLAYED\","
                                + "\"completedAt\":\"2026-01-02T03:04:05Z\"," + END
                                + ",\"command\":\"WAIVE\",\"commandReason\":\"TESTED_OUT\"",
                        CloudEvents.Type.COMPLETION_REPLAYED),
                Arguments.of(
                        CompletionResult.rejected(WHOLE, SECOND, Reason.ATTEMPT_EXISTS)
                                .of(RESET, "u-9"),
                        "\"courseId\":\"c\",\"status\":\"REJECTED\",\"reason\":\"ATTEMPT_EXISTS\"," + END
                                + ",\"attempt\":2," + RESET_BY,
                        CloudEvents.Type.COMPLETION_REJECTED),
                Arguments.of(
                        CompletionResult.rejected(LESSON, SECOND, Reason.ATTEMPT_OVER),
                        "\"lessonId\":\"l\",\"courseId\":\"c\",\"status\":\"REJECTED\",\"reason\":\"ATTEMPT_OVER\","
                                + END + ",\"attempt\":2",
                        CloudEvents.Type.COMPLETION_REJECTED));
    }

    @ParameterizedTest
    @MethodSource("results")
    void shouldBeTheseBytesForEver(CompletionResult result, String fields, CloudEvents.Type type) {
        String json = BEGINNING + fields + "}";

        assertThat(Topics.COMPLETION_RESULTS.serde().serialize("", result))
                .asString(UTF_8)
                .isEqualTo(json);
        assertThat(parse(json)).isEqualTo(result);
        assertThat(CloudEvents.Type.of(result)).isEqualTo(type);
    }

    @ParameterizedTest
    @CsvSource({"NOT_COMPLETED", "ATTEMPT_EXISTS", "ATTEMPT_SKIPPED", "ATTEMPT_OVER", "ATTEMPT_NOT_BEGUN"})
    void shouldReadWhyACommandOrALateCompletionIsRejected(Reason reason) {
        String json =
                BEGINNING + "\"lessonId\":\"l\",\"status\":\"REJECTED\",\"reason\":\"" + reason + "\"," + END + "}";

        assertThat(parse(json).reason()).isEqualTo(reason);
    }

    @Test
    void shouldReadACommandAndAWaiverOfANewerVersion() {
        CompletionResult read = parse(BEGINNING
                + "\"lessonId\":\"l\",\"courseId\":\"c\",\"status\":\"ACCEPTED\","
                + "\"completedAt\":\"2026-01-02T03:04:05Z\",\"sequence\":8," + END
                + ",\"command\":\"EXTEND\",\"waiver\":\"FRIEND_OF_MINE\"}");

        assertThat(read.command()).isEqualTo(Kind.UNRECOGNIZED);
        assertThat(read.waiver()).isEqualTo(Waiver.UNRECOGNIZED);
        assertThat(read.status()).isEqualTo(Status.ACCEPTED);
    }

    @Test
    void shouldKeepWhatACommandSaidWhereItsOriginalIsFoundLater() {
        CompletionResult forgotten = CompletionResult.rejected(LESSON, SECOND, Reason.ALREADY_COMPLETED)
                .of(WAIVE, "u-9");
        CompletionResult original =
                CompletionResult.accepted(new Subject(COMPLETED_BY, "e", "l", Instant.EPOCH, PLACE), FIRST, 3, null);

        assertThat(forgotten.withOriginal(original))
                .isEqualTo(CompletionResult.alreadyCompleted(LESSON, SECOND, COMPLETED_BY, Instant.EPOCH)
                        .of(WAIVE, "u-9"));
    }

    @Test
    void shouldNotCallARejectedWaiverAWaiver() {
        assertThat(CompletionResult.rejected(LESSON, FIRST, Reason.NOT_ENROLLMENT_OWNER)
                        .of(WAIVE, null)
                        .waiver())
                .isNull();
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "\"courseId\":\"c\",\"status\":\"REVOKED\",\"command\":\"REVOKE\",\"sequence\":9,",
                "\"lessonId\":\"l\",\"status\":\"REVOKED\",\"command\":\"REVOKE\",\"sequence\":9,",
                "\"lessonId\":\"l\",\"courseId\":\"c\",\"status\":\"REVOKED\",\"command\":\"REVOKE\",",
                "\"courseId\":\"c\",\"status\":\"RESET\",\"command\":\"RESET\",",
            })
    void shouldRefuseAVerdictThatDoesNotSayOnWhat(String fields) {
        assertThatThrownBy(() -> parse(BEGINNING + fields + END + "}"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining("missing");
    }

    private static CompletionResult parse(String json) {
        return Topics.COMPLETION_RESULTS.serde().read("", json.getBytes(UTF_8));
    }
}
