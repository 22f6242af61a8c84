package dev.oncemark.sink.rows;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class TimesTest {

    private static final Instant EPOCH = Instant.parse("2000-01-01T00:00:00Z");

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2000-01-01T00:00:00.000Z",
                "1999-12-31T23:59:59.999Z",
                "2026-01-31T10:20:30.123Z",
                "2024-02-29T00:00:00.000Z",
                "2024-03-01T00:00:00.000Z",
                "1900-02-28T12:00:00.001Z",
                "1900-03-01T12:00:00.001Z",
                "0001-01-01T00:00:00.000Z",
                "9999-12-28T23:59:59.999Z",
                "2026-01-31T10:20:30Z",
                "2026-01-31T10:20:30.123456Z",
                "2026-01-31T10:20:30.123+02:00",
                "+12026-01-31T10:20:30.123Z",
                "-0044-03-15T10:20:30.123Z"
            })
    void shouldAgreeWithTheCalendar(String text) {
        assertThat(micros(text)).isEqualTo(calendar(Instant.parse(text)));
    }

    @Test
    void shouldAgreeWithTheCalendarOnEveryDayOfFourCenturies() {
        for (long day = -150_000; day < 150_000; day++) {
            Instant time = EPOCH.plus(day, ChronoUnit.DAYS).plusMillis(1);
            assertThat(micros(time.toString())).isEqualTo(calendar(time));
        }
    }

    @Test
    void shouldRoundDown() {
        assertThat(micros("2000-01-01T00:00:00.000000999Z")).isZero();
        assertThat(micros("1999-12-31T23:59:59.999999999Z")).isEqualTo(-1);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "2026-13-01T00:00:00.000Z",
                "2026-00-01T00:00:00.000Z",
                "2026-02-29T00:00:00.000Z",
                "1900-02-29T00:00:00.000Z",
                "2024-02-30T00:00:00.000Z",
                "2026-04-31T00:00:00.000Z",
                "2026-12-32T00:00:00.000Z",
                "2026-01-00T00:00:00.000Z",
                "2026-01-01T24:00:01.000Z",
                "2026-01-01T00:60:00.000Z",
                "2026-01-01 00:00:00.000Z",
                "2026-01-01T00:00:00.0a0Z",
                "2026-01-01T00:00:00,000Z",
                "2026-01-01T00:00:00.000 "
            })
    void shouldRefuse(String text) {
        assertThatThrownBy(() -> micros(text)).isInstanceOf(java.time.DateTimeException.class);
    }

    private static long calendar(Instant time) {
        Duration since = Duration.between(EPOCH, time);
        return since.getSeconds() * 1_000_000 + since.getNano() / 1_000;
    }

    private static long micros(String text) {
        char[] chars = ("xx" + text + "yy").toCharArray();
        return Times.micros(chars, 2, text.length());
    }
}
