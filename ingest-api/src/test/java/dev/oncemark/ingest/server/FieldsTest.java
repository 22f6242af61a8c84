package dev.oncemark.ingest.server;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class FieldsTest {

    @ParameterizedTest
    @CsvSource({
        "2026-01-02T03:04:05Z, 2026-01-02T03:04:05Z",
        "2026-01-02t03:04:05z, 2026-01-02T03:04:05Z",
        "2026-01-02T03:04:05.123456789+05:30, 2026-01-01T21:34:05.123456789Z",
        "2024-02-29T00:00:00-00:00, 2024-02-29T00:00:00Z"
    })
    void shouldReadATime(String text, Instant time) {
        assertThat(Fields.time("occurredAt", text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02",
                "2026-01-02T03:04:05",
                "2026-01-02T24:00:01Z",
                "2026-13-02T03:04:05Z",
                "2023-02-29T00:00:00Z",
                "2026-01-02T03:04:05+19:00",
                "+12026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.Z"
            })
    void shouldRefuseWhatIsNoTime(String text) {
        assertThatThrownBy(() -> Fields.time("occurredAt", text))
                .isInstanceOf(Problem.ProblemException.class)
                .hasMessageContaining("occurredAt");
    }
}
