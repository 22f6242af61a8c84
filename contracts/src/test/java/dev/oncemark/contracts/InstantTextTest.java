package dev.oncemark.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Instant;
import java.util.Map;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;
import tools.jackson.core.JacksonException;

class InstantTextTest {

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-02T03:04:05Z",
                "2026-01-02T03:04:05.600Z",
                "2026-01-02T03:04:05.678901Z",
                "2026-01-02T03:04:05.678901234Z",
                "1969-12-31T23:59:59.999Z",
                "2024-02-29T00:00:00.001Z",
                "0000-01-01T00:00:00Z",
                "9999-12-31T23:59:59.999Z",
                "-0001-12-31T23:59:59.999Z",
                "+10000-01-01T00:00:00Z"
            })
    void shouldBeTheSameTextAsJavasInJsonToo(String text) {
        Instant instant = Instant.parse(text);

        assertThat(InstantText.format(instant)).isEqualTo(instant.toString()).isEqualTo(text);
        assertThat(JsonSerde.MAPPER.writeValueAsString(Map.of("at", instant))).isEqualTo("{\"at\":\"" + text + "\"}");
        assertThat(read(text)).isEqualTo(instant);
    }

    @Test
    void shouldWriteAndReadWhateverJavaDoes() {
        Random random = new Random(1);
        for (int i = 0; i < 20_000; i++) {
            long second = random.nextLong(-70_000_000_000L, 260_000_000_000L);
            Instant instant =
                    Instant.ofEpochSecond(second, random.nextInt(4) == 0 ? 0 : random.nextInt(1_000) * 1_000_000L);

            assertThat(InstantText.format(instant)).isEqualTo(instant.toString());
            assertThat(read(instant.toString())).isEqualTo(instant);
        }
    }

    @ParameterizedTest
    @ValueSource(strings = {"2026-01-02T03:04:05+00:00", "2026-01-02T05:04:05+02:00", "2026-01-02T03:04:05.1Z"})
    void shouldReadTheOtherFormsThatJacksonReads(String text) {
        assertThat(InstantText.parseFast(text)).isNull();
        assertThat(read(text)).isEqualTo(java.time.OffsetDateTime.parse(text).toInstant());
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-02-30T03:04:05Z",
                "2025-02-29T03:04:05Z",
                "2026-13-01T03:04:05Z",
                "2026-00-01T03:04:05Z",
                "2026-01-00T03:04:05Z",
                "2026-01-02T25:04:05Z",
                "2026-01-02T03:60:05Z",
                "2026-01-02T03:04:61Z",
                "2026-01-02 03:04:05Z",
                "2026/01/02T03:04:05Z",
                "2026-01-02T03:04:05.12aZ",
                "2026-01-02T03:04:05,123Z",
                "2026-01-02T03:04:05.123z0",
                "２026-01-02T03:04:05Z",
                "2026-01-02T03:04Z"
            })
    void shouldNotReadWhatIsNoTime(String text) {
        assertThat(InstantText.parseFast(text)).isNull();
        assertThatThrownBy(() -> read(text)).isInstanceOf(JacksonException.class);
    }

    private static Instant read(String text) {
        return JsonSerde.MAPPER.readValue('"' + text + '"', Instant.class);
    }
}
