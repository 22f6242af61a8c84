package dev.oncemark.ingest.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.RecordPosition;
import java.time.Instant;
import java.util.UUID;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.EnumSource;

class ProblemTest {

    @Test
    void shouldHaveItsMembersBesideTheOthers() {
        Problem problem =
                Problem.of(400, "x", "Title", "detail").with("field", "f").with("absent", null);

        assertThat(JsonSerde.MAPPER.writeValueAsString(problem))
                .isEqualTo(
                        "{\"type\":\"urn:oncemark:problem:x\",\"title\":\"Title\",\"status\":400,\"retryable\":false,"
                                + "\"detail\":\"detail\",\"field\":\"f\"}");
    }

    @Test
    void shouldSayWhenToTryAgainWhereThatIsKnown() {
        assertThat(JsonSerde.MAPPER.writeValueAsString(Problems.tooManyRequests(7)))
                .contains("\"retryable\":true", "\"retryAfter\":7");
        assertThat(JsonSerde.MAPPER.writeValueAsString(Problems.internal()))
                .contains("\"retryable\":true")
                .doesNotContain("retryAfter");
    }

    /** The reason says it: a rejection whose status is below 500 may pass, too. */
    @ParameterizedTest
    @EnumSource(Reason.class)
    void shouldBeRetryableAsItsReasonIs(Reason reason) {
        var subject = new Subject(new UUID(0, 1), "e", "l", Instant.EPOCH, new RecordPosition("requests", 0, 7));
        CompletionResult one = CompletionResult.rejected(subject, Basis.unknown(Instant.EPOCH), Reason.UNKNOWN_COURSE);
        String json = JsonSerde.MAPPER.writeValueAsString(one).replace("UNKNOWN_COURSE", reason.name());
        CompletionResult rejected = JsonSerde.MAPPER.readValue(json, CompletionResult.class);

        Problem problem = Problems.rejected(rejected);

        assertThat(problem.retryable()).isEqualTo(reason.isRetryable());
        boolean isByTime = reason == Reason.ATTEMPT_OVER || reason == Reason.ENROLLMENT_NOT_ACTIVE;
        assertThat(problem.members().containsKey("serverTime")).isEqualTo(isByTime);
    }

    @Test
    void shouldLeaveOutADetailThatSaysNothing() {
        assertThat(JsonSerde.MAPPER.writeValueAsString(Problem.of(404, "x", "Title", "")))
                .doesNotContain("detail");
    }

    @Test
    void shouldRepeatNothingThatCannotBePrinted() {
        assertThat(Problem.printable("a\u0000b\ud800c\u001b[31m")).isEqualTo("a\uFFFDb\uFFFDc\uFFFD[31m");
        assertThat(Problem.printable("smile \ud83d\ude00")).isEqualTo("smile \ud83d\ude00");
        assertThat(Problem.printable("x".repeat(1_000))).hasSize(301);
    }
}
