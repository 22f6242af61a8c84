package dev.oncemark.ingest.results;

import static java.nio.charset.StandardCharsets.UTF_8;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.ingest.access.Caller;
import java.time.Instant;
import java.util.List;
import java.util.UUID;
import java.util.stream.Stream;
import org.apache.kafka.common.header.internals.RecordHeaders;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class RequestFingerprintTest {

    private static final Instant AT = Instant.parse("2026-01-02T03:04:05Z");

    @Test
    void shouldComeBackFromItsHeader() {
        for (RequestFingerprint fingerprint :
                new RequestFingerprint[] {new RequestFingerprint(1, -1), new RequestFingerprint(Long.MIN_VALUE, 0)}) {
            assertThat(RequestFingerprint.in(new RecordHeaders().add(fingerprint.header())))
                    .isEqualTo(fingerprint);
        }
    }

    @Test
    void shouldReadNothingFromAHeaderOfAnotherKind() {
        assertThat(RequestFingerprint.in(new RecordHeaders())).isNull();
        for (String value : new String[] {"", "00", "x".repeat(32)}) {
            assertThat(RequestFingerprint.in(new RecordHeaders().add(RequestFingerprint.HEADER, value.getBytes(UTF_8))))
                    .isNull();
        }
    }

    @Test
    void shouldTellEnrollmentAndLessonApart() {
        assertThat(RequestFingerprint.ofLesson("ab", "c")).isNotEqualTo(RequestFingerprint.ofLesson("a", "bc"));
        assertThat(RequestFingerprint.ofLesson("a", "b")).isEqualTo(RequestFingerprint.ofLesson("a", "b"));
        assertThat(Caller.hash("learner:a")).isNotEqualTo(Caller.hash("service:a"));
    }

    @Test
    void shouldTellTheKindsOfCommandsOfALessonApart() {
        assertThat(Stream.of(
                        RequestFingerprint.ofLesson("e", "l"),
                        RequestFingerprint.ofCommand("e", "l", Kind.REVOKE),
                        RequestFingerprint.ofCommand("e", "l", Kind.WAIVE),
                        RequestFingerprint.ofCommand("e", "m", Kind.REVOKE),
                        RequestFingerprint.ofCommand("f", "l", Kind.REVOKE),
                        RequestFingerprint.ofCommand("e", null, Kind.RESET),
                        RequestFingerprint.ofCommand("f", null, Kind.RESET)))
                .doesNotHaveDuplicates();
    }

    /** Whatever became of the request: its result names the enrollment, the lesson and the kind of command. */
    @ParameterizedTest
    @MethodSource("commands")
    void shouldKnowTheVerdictOnACommand(Command command) {
        var subject = new Subject(new UUID(0, 1), "e", command.about(), AT, new RecordPosition("requests", 0, 7));
        var basis = new Basis(AT, "c", "u", 1L);
        var fingerprint = new RequestFingerprint(RequestFingerprint.ofCommand("e", command.about(), command.kind()), 0);

        for (CompletionResult verdict : List.of(
                CompletionResult.replayed(subject, basis, 3),
                CompletionResult.rejected(subject, basis, Reason.NOT_ENROLLMENT_OWNER))) {
            assertThat(fingerprint.isOf(verdict.of(command, "admin"))).isTrue();
        }
        CompletionResult ofAnother = CompletionResult.rejected(
                        new Subject(new UUID(0, 1), "e", "another", AT, subject.position()),
                        basis,
                        Reason.NOT_COMPLETED)
                .of(new Command.Revoke("another", "MISTAKE", null), "admin");
        assertThat(fingerprint.isOf(ofAnother)).isFalse();
        CompletionResult ofACompletion = CompletionResult.accepted(
                new Subject(new UUID(0, 1), "e", "l", AT, subject.position()), basis, 1, null);
        assertThat(fingerprint.isOf(ofACompletion)).isFalse();
    }

    static Stream<Command> commands() {
        return Stream.of(
                new Command.Revoke("l", "MISTAKE", new UUID(0, 2)),
                new Command.Waive("l", Waiver.TESTED_OUT),
                new Command.Reset(2, false, "AGAIN"));
    }
}
