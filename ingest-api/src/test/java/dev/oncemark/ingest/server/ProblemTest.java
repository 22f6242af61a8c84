package dev.oncemark.ingest.server;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.JsonSerde;
import org.junit.jupiter.api.Test;

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
