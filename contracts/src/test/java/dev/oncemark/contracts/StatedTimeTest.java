package dev.oncemark.contracts;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.time.DateTimeException;
import java.time.Instant;
import java.time.OffsetDateTime;
import java.time.ZoneOffset;
import java.time.temporal.ChronoUnit;
import java.util.Random;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class StatedTimeTest {

    private static final String ODD = "0123456789TtZz:.,+- []UC\u0660";

    /** What each language writes of a time by itself, without a pattern. */
    @ParameterizedTest
    @CsvSource({
        "JavaScript toISOString, 2026-01-31T07:00:00.123Z, 2026-01-31T07:00:00.123Z",
        "Python isoformat, 2026-01-31T07:00:00.123456+00:00, 2026-01-31T07:00:00.123456Z",
        "Python str, 2026-01-31 08:00:00.123456+01:00, 2026-01-31T07:00:00.123456Z",
        "Java Instant, 2026-01-31T07:00:00.123456789Z, 2026-01-31T07:00:00.123456789Z",
        "Java OffsetDateTime, 2026-01-31T08:00+01:00, 2026-01-31T07:00:00Z",
        "Java OffsetDateTime in UTC, 2026-01-31T07:00Z, 2026-01-31T07:00:00Z",
        "Java ZonedDateTime, 2026-01-31T08:00:00.5+01:00[Europe/Berlin], 2026-01-31T07:00:00.500Z",
        "Java ZonedDateTime in UTC, 2026-01-31T07:00Z[UTC], 2026-01-31T07:00:00Z",
        "Temporal, 2026-01-31T08:00:00+01:00[Europe/Berlin][u-ca=hebrew], 2026-01-31T07:00:00Z",
        "Go, 2026-01-31T08:00:00.123456789+01:00, 2026-01-31T07:00:00.123456789Z",
        ".NET o, 2026-01-31T08:00:00.1234567+01:00, 2026-01-31T07:00:00.123456700Z",
        ".NET u, 2026-01-31 07:00:00Z, 2026-01-31T07:00:00Z",
        "PHP ISO8601 and strftime, 2026-01-31T08:00:00+0100, 2026-01-31T07:00:00Z",
        "Ruby iso8601, 2026-01-31T08:00:00+01:00, 2026-01-31T07:00:00Z",
        "Ruby to_s, 2026-01-31 08:00:00 +0100, 2026-01-31T07:00:00Z",
        "Ruby to_s in UTC, 2026-01-31 07:00:00 UTC, 2026-01-31T07:00:00Z",
        "Swift and Rust, 2026-01-31T07:00:00Z, 2026-01-31T07:00:00Z",
        "PostgreSQL, 2026-01-31 08:00:00.12+01, 2026-01-31T07:00:00.120Z",
        "PostgreSQL of India, 2026-01-31 12:30:00+05:30, 2026-01-31T07:00:00Z"
    })
    void shouldReadWhatLanguagesWrite(String language, String text, Instant time) {
        assertThat(StatedTime.parse(text)).as(language).isEqualTo(time);
    }

    @ParameterizedTest
    @CsvSource({
        "2026-01-31t07:00:00z, 2026-01-31T07:00:00Z",
        "2026-01-31T07:00:00.000000000999Z, 2026-01-31T07:00:00Z",
        "2026-01-31T07:00:00.1Z, 2026-01-31T07:00:00.100Z",
        "'2026-01-31T07:00:00,25Z', 2026-01-31T07:00:00.250Z",
        "2016-12-31T23:59:60Z, 2016-12-31T23:59:59Z",
        "2017-01-01T00:59:60.5+01:00, 2016-12-31T23:59:59.500Z",
        "2024-02-29T00:00:00-00:00, 2024-02-29T00:00:00Z",
        "2026-01-01T00:00:00+14:00, 2025-12-31T10:00:00Z",
        "2026-01-01T00:00:00-09:30, 2026-01-01T09:30:00Z",
        "0001-01-01T00:00:00Z, 0001-01-01T00:00:00Z",
        "0000-01-01T00:00:00+18:00, -0001-12-31T06:00:00Z",
        "9999-12-31T23:59:59.9999999+00:00, 9999-12-31T23:59:59.999999900Z"
    })
    void shouldReadTheRestOfRfc3339(String text, Instant time) {
        assertThat(StatedTime.parse(text)).isEqualTo(time);
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "2026-01-31T08:00:00",
                "2026-01-31T08:00",
                "2026-01-31 08:00:00.123456",
                "2026-01-31T08:00:00 ",
                "2026-01-31T08:00:00[Europe/Berlin]"
            })
    void shouldSayThatAZoneIsMissing(String text) {
        assertThatThrownBy(() -> StatedTime.parse(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("says no time zone");
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "",
                "yesterday",
                "2026-01-31",
                "20260131T080000Z",
                "1769842800000",
                "2026-1-31T08:00:00Z",
                "2026-01-31T8:00:00 AM+01:00",
                "2026-01-31T08Z",
                "2026-01-31T08:0Z",
                "2026-01-31T08:00:Z",
                "2026-01-31T08:00:0Z",
                "2026-01-31T08:00:00.Z",
                "2026-01-31T08:00:00.5.5Z",
                "2026-01-31T08:00:00ZZ",
                "2026-01-31T08:00:00Z+01:00",
                "2026-01-31T08:00:00  Z",
                "2026-01-31T08:00:00 CET",
                "2026-01-31T08:00:00+",
                "2026-01-31T08:00:00+1",
                "2026-01-31T08:00:00+01:",
                "2026-01-31T08:00:00+01:0",
                "2026-01-31T08:00:00+01:000",
                "2026-01-31T08:00:00+01:60",
                "2026-01-31T08:00:00+18:01",
                "2026-01-31T08:00:00+-1:00",
                "2026-01-31T08:00:00Z[Europe/Berlin",
                "[2026-01-31T08:00:00Z]",
                "2026-01-31T24:00:00Z",
                "2026-01-31T23:60:00Z",
                "2026-01-31T23:59:61Z",
                "2026-13-01T00:00:00Z",
                "2026-00-01T00:00:00Z",
                "2023-02-29T00:00:00Z",
                "2026/01/31T08:00:00Z",
                "2026-01-31_08:00:00Z",
                "2026-01-31T08.00.00Z",
                "+12026-01-31T08:00:00Z",
                "-2026-01-31T08:00:00Z",
                "２０２６-01-31T08:00:00+01:00",
                "Sat, 31 Jan 2026 07:00:00 GMT"
            })
    void shouldRefuseWhatIsNoTime(String text) {
        assertThatThrownBy(() -> StatedTime.parse(text))
                .isInstanceOf(DateTimeException.class)
                .hasMessageContaining("RFC 3339");
    }

    /** The seed is fixed so that a failure comes again. */
    @Test
    void shouldReadWhateverJavaWrites() {
        Random random = new Random(20260131);
        for (int count = 0; count < 20_000; count++) {
            Instant instant = Instant.ofEpochSecond(
                    random.nextLong(-62_000_000_000L, 253_000_000_000L), random.nextInt(1_000_000_000));
            Instant cut = switch (random.nextInt(4)) {
                case 0 -> instant.truncatedTo(ChronoUnit.MINUTES);
                case 1 -> instant.truncatedTo(ChronoUnit.SECONDS);
                case 2 -> instant.truncatedTo(ChronoUnit.MICROS);
                default -> instant;
            };
            OffsetDateTime there = cut.atOffset(ZoneOffset.ofTotalSeconds(60 * random.nextInt(-18 * 60, 18 * 60 + 1)));

            assertThat(StatedTime.parse(there.toString())).isEqualTo(cut);
        }
    }

    /** Whatever comes is a time or refused. */
    @Test
    void shouldNeverFailOtherwise() {
        Random random = new Random(20260131);
        for (int count = 0; count < 100_000; count++) {
            StringBuilder text = new StringBuilder("2026-01-31T08:00:00.123+01:00[Europe/Berlin]");
            for (int times = random.nextInt(1, 4); times > 0 && !text.isEmpty(); times--) {
                int at = random.nextInt(text.length());
                switch (random.nextInt(4)) {
                    case 0 -> text.deleteCharAt(at);
                    case 1 -> text.setCharAt(at, ODD.charAt(random.nextInt(ODD.length())));
                    case 2 -> text.setLength(at);
                    default -> text.insert(at, text.substring(at, random.nextInt(at, text.length())));
                }
            }
            try {
                assertThat(StatedTime.parse(text.toString())).isNotNull();
            } catch (DateTimeException refused) {
                assertThat(refused).hasMessageMatching("(has to be a time|says no time zone).*");
            }
        }
    }
}
