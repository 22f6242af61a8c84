package dev.oncemark.contracts;

import static org.assertj.core.api.Assertions.assertThat;

import java.time.Instant;
import java.util.Map;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.600Z",
                "2026-01-02T03:04:05.678901Z",
                "2026-01-02T03:04:05.678901234Z",
                "1969-12-31T23:59:59.999Z"
            })
    void shouldBeTheSameTextEachTimeAndInJson(String text) {
        Instant instant = Instant.parse(text);

        assertThat(InstantText.of(instant)).isEqualTo(instant.toString()).isEqualTo(text);
        assertThat(InstantText.of(Instant.parse(text))).isEqualTo(text);
        assertThat(JsonSerde.MAPPER.writeValueAsString(Map.of("at", instant))).isEqualTo("{\"at\":\"" + text + "\"}");
    }
}
