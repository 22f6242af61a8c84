package dev.oncemark.contracts;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.assertj.core.api.Assertions.tuple;

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.Command.Waiver;
import java.time.Instant;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;
import org.junit.jupiter.params.provider.ValueSource;

/** Requests with a command, or with what only a completion can say, as JSON: these bytes for ever. */
class CommandTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:06Z");
    private static final UUID REQUEST = new UUID(0, 1);
    private static final String BEGINNING =
            "{\"requestId\":\"00000000-0000-0000-0000-000000000001\",\"enrollmentId\":\"e\",";
    private static final String TIMES =
            "\"occurredAt\":\"2026-01-02T03:04:06Z\",\"receivedAt\":\"2026-01-02T03:04:06Z\",\"clientId\":\"c\"";
    private static final String RESET = "{\"type\":\"RESET\",\"attempt\":2,\"reason\":\"RECERTIFICATION\"}";

    static Stream<Arguments> commands() {
        return Stream.of(
                Arguments.of(
                        new Command.Revoke("l", "MARKED_BY_MISTAKE", null),
                        "{\"type\":\"REVOKE\",\"lessonId\":\"l\",\"reason\":\"MARKED_BY_MISTAKE\"}",
                        CloudEvents.Type.REVOCATION_REQUESTED),
                Arguments.of(
                        new Command.Revoke("l", "MARKED_BY_MISTAKE", new UUID(0, 2)),
                        "{\"type\":\"REVOKE\",\"lessonId\":\"l\",\"reason\":\"MARKED_BY_MISTAKE\","
                                + "\"revokes\":\"00000000-0000-0000-0000-000000000002\"}",
                        CloudEvents.Type.REVOCATION_REQUESTED),
                Arguments.of(
                        new Command.Waive("l", Waiver.TESTED_OUT),
                        "{\"type\":\"WAIVE\",\"lessonId\":\"l\",\"reason\":\"TESTED_OUT\"}",
                        CloudEvents.Type.WAIVER_REQUESTED),
                Arguments.of(
                        new Command.Reset(2, false, "RECERTIFICATION"),
                        "{\"type\":\"RESET\",\"attempt\":2,\"keepCompletion\":false,\"reason\":\"RECERTIFICATION\"}",
                        CloudEvents.Type.RESET_REQUESTED));
    }

    @ParameterizedTest
    @MethodSource("commands")
    void shouldBeTheseBytesForEver(Command command, String json, CloudEvents.Type type) {
        var request = new CompletionRequest(REQUEST, "e", null, AT, AT, "c", null, null, null, command, "u-9", null);
        String whole = BEGINNING + TIMES + ",\"command\":" + json + ",\"actorId\":\"u-9\"}";

        assertThat(Topics.COMPLETION_REQUESTS.serde().serialize("", request))
                .asString(UTF_8)
                .isEqualTo(whole);
        assertThat(parse(whole)).isEqualTo(request);
        assertThat(CloudEvents.Type.of(request)).isEqualTo(type);
    }

    @Test
    void shouldSayOfACompletionWhichAttemptItIsForAndThatItHasAKey() {
        var request = new CompletionRequest(REQUEST, "e", "l", AT, AT, "c", "u", 2, true, null, null, null);
        String json = BEGINNING + "\"lessonId\":\"l\"," + TIMES + ",\"learnerId\":\"u\",\"attempt\":2,\"keyed\":true}";

        assertThat(Topics.COMPLETION_REQUESTS.serde().serialize("", request))
                .asString(UTF_8)
                .isEqualTo(json);
        assertThat(parse(json)).isEqualTo(request);
        assertThat(CloudEvents.Type.of(request)).isEqualTo(CloudEvents.Type.COMPLETION_REQUESTED);
    }

    @Test
    void shouldSayWhatTheClientStatedWhereThatCannotBeTrue() {
        Instant stated = Instant.parse("1970-01-01T00:00:09.876543Z");
        var request = new CompletionRequest(REQUEST, "e", "l", AT, AT, "c", null, null, null, null, null, stated);
        String json = BEGINNING + "\"lessonId\":\"l\"," + TIMES + ",\"statedAt\":\"1970-01-01T00:00:09.876Z\"}";

        assertThat(Topics.COMPLETION_REQUESTS.serde().serialize("", request))
                .asString(UTF_8)
                .isEqualTo(json);
        assertThat(parse(json)).isEqualTo(request);
    }

    @Test
    void shouldKeepTheCompletionWhereAResetDoesNotSay() {
        Command read = parse(with(RESET)).command();

        assertThat(read).isEqualTo(new Command.Reset(2, true, "RECERTIFICATION"));
        assertThat(read)
                .isInstanceOfSatisfying(
                        Command.Reset.class,
                        reset -> assertThat(reset.keepsCompletion()).isTrue());
    }

    @Test
    void shouldSayWhatItIsAbout() {
        assertThat(Stream.of(new Command.Revoke("l", "WHY", null), new Command.Waive("l", Waiver.ADMINISTRATIVE)))
                .allSatisfy(command -> assertThat(command.about()).isEqualTo("l"))
                .extracting(Command::kind, Command::code)
                .containsExactly(tuple(Kind.REVOKE, "WHY"), tuple(Kind.WAIVE, "ADMINISTRATIVE"));
        assertThat(parse(with("{\"type\":\"REVOKE\",\"lessonId\":\"l\",\"reason\":\"WHY\"}"))
                        .lesson())
                .isEqualTo("l");
        assertThatThrownBy(() -> parse(with(RESET)).lesson()).hasMessageContaining("about no lesson");
    }

    /** Trap: to a reader that knows no commands a command is a request without a lesson, never a completion. */
    @ParameterizedTest
    @MethodSource("commands")
    void shouldNameNoLessonWhereACompletionNamesIt(Command command) {
        var request = new CompletionRequest(REQUEST, "e", null, AT, AT, "c", null, null, null, command, null, null);
        byte[] bytes = Topics.COMPLETION_REQUESTS.serde().serialize("", request);

        assertThat(JsonSerde.MAPPER.readTree(bytes).has("lessonId")).isFalse();
    }

    /** What is refused is a dead letter: a command that is not understood must not be taken for another. */
    @ParameterizedTest
    @ValueSource(
            strings = {
                "{\"type\":\"EXTEND\",\"lessonId\":\"l\",\"reason\":\"WHY\"}",
                "{\"lessonId\":\"l\",\"reason\":\"WHY\"}",
                "{\"type\":\"REVOKE\",\"reason\":\"WHY\"}",
                "{\"type\":\"REVOKE\",\"lessonId\":\"l\"}",
                "{\"type\":\"REVOKE\",\"lessonId\":\"l\",\"reason\":\"by mistake\"}",
                "{\"type\":\"WAIVE\",\"lessonId\":\"l\",\"reason\":\"FRIEND_OF_MINE\"}",
                "{\"type\":\"WAIVE\",\"lessonId\":\"l\",\"reason\":\"UNRECOGNIZED\"}",
                "{\"type\":\"WAIVE\",\"lessonId\":\"l\"}",
                "{\"type\":\"RESET\",\"attempt\":0,\"reason\":\"WHY\"}",
                "{\"type\":\"RESET\",\"reason\":\"WHY\"}",
                "{\"type\":\"RESET\",\"attempt\":2}",
            })
    void shouldRefuseACommandThatItDoesNotUnderstand(String command) {
        assertThatThrownBy(() -> parse(with(command))).isInstanceOf(SerializationException.class);
    }

    @ParameterizedTest
    @CsvSource({"A, true", "MARKED_BY_MISTAKE, true", "R2_D2, true", "a, false", "_A, false", "2A, false", "A B, false"
    })
    void shouldTakeCodesOnly(String reason, boolean isCode) {
        assertThat(Command.REASON.matcher(reason).matches()).isEqualTo(isCode);
    }

    @Test
    void shouldTakeACodeOf64Characters() {
        assertThat(new Command.Reset(1, null, "A".repeat(64)).code()).hasSize(64);
        assertThatThrownBy(() -> new Command.Reset(1, null, "A".repeat(65))).hasMessageContaining("command.reason");
    }

    @ParameterizedTest
    @CsvSource(
            delimiter = ';',
            value = {
                "\"lessonId\":\"l\",\"command\":" + RESET + ",; lessonId and command are both present",
                "'';lessonId is missing",
                "\"lessonId\":\"l\",\"attempt\":0,; attempt is less than 1",
                "\"lessonId\":\"l\",\"actorId\":\"\",; actorId is empty",
            })
    void shouldRefuseWhatIsNeitherACompletionNorACommand(String fields, String problem) {
        assertThatThrownBy(() -> parse(BEGINNING + fields + TIMES + "}"))
                .isInstanceOf(SerializationException.class)
                .hasMessageContaining(problem);
    }

    private static String with(@Nullable String command) {
        return BEGINNING + TIMES + ",\"command\":" + command + "}";
    }

    private static CompletionRequest parse(String json) {
        return Topics.COMPLETION_REQUESTS.serde().read("", json.getBytes(UTF_8));
    }
}
