package dev.oncemark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;
import static org.junit.jupiter.params.provider.Arguments.arguments;

import io.debezium.time.IsoDate;
import io.debezium.time.IsoTimestamp;
import io.debezium.time.MicroTimestamp;
import io.debezium.time.NanoTimestamp;
import io.debezium.time.ZonedTimestamp;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.Timestamp;
import org.apache.kafka.connect.errors.ConnectException;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.Arguments;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.MethodSource;

/** The time of a completion, from every type that Debezium's connectors have for times. */
class TimesTest {

    private static final String AT = "2026-01-01T03:04:05.678Z";
    private static final long MILLIS = 1_767_236_645_678L;

    @ParameterizedTest(name = "{0}")
    @MethodSource
    void shouldReadTheTime(String name, Schema schema, Object value, String expected) {
        assertThat(completedAt("completed_at", schema, value)).isEqualTo(expected);
    }

    @SuppressWarnings("JavaUtilDate") // what Connect's own logical types are
    static Stream<Arguments> shouldReadTheTime() {
        return Stream.of(
                arguments("timestamptz", ZonedTimestamp.schema(), "2026-01-01T03:04:05.678Z", AT),
                arguments(
                        "timestamptz, whole", ZonedTimestamp.schema(), "2024-02-29T23:59:59Z", "2024-02-29T23:59:59Z"),
                arguments(
                        "timestamptz, nanos",
                        ZonedTimestamp.schema(),
                        "2026-01-01T03:04:05.000000001Z",
                        "2026-01-01T03:04:05.000000001Z"),
                arguments("timestamptz, offset", ZonedTimestamp.schema(), "2026-01-01T04:04:05.678+01:00", AT),
                arguments("timestamp(3)", io.debezium.time.Timestamp.schema(), MILLIS, AT),
                arguments("timestamp", MicroTimestamp.schema(), MILLIS * 1_000 + 901, "2026-01-01T03:04:05.678901Z"),
                arguments(
                        "nanoseconds",
                        NanoTimestamp.schema(),
                        MILLIS * 1_000_000 + 1,
                        "2026-01-01T03:04:05.678000001Z"),
                arguments("before 1970", MicroTimestamp.schema(), -1L, "1969-12-31T23:59:59.999999Z"),
                arguments("isostring", IsoTimestamp.schema(), "2026-01-01T03:04:05.678Z", AT),
                arguments("isostring, date", IsoDate.schema(), "2026-01-01Z", "2026-01-01T00:00:00Z"),
                arguments("date", io.debezium.time.Date.schema(), 20_454, "2026-01-01T00:00:00Z"),
                arguments("connect", Timestamp.SCHEMA, new java.util.Date(MILLIS), AT),
                arguments(
                        "connect, date",
                        org.apache.kafka.connect.data.Date.SCHEMA,
                        new java.util.Date(20_454L * 86_400_000),
                        "2026-01-01T00:00:00Z"),
                arguments("text", Schema.STRING_SCHEMA, "2026-01-01T03:04:05.678Z", AT),
                arguments("text, short offset", Schema.STRING_SCHEMA, "2026-01-01 04:04:05.678+01", AT),
                arguments("text, no offset", Schema.STRING_SCHEMA, "2026-01-01 03:04:05.678", AT),
                arguments("text, no seconds", Schema.STRING_SCHEMA, "2026-01-01T03:04Z", "2026-01-01T03:04:00Z"),
                arguments("text, date", Schema.STRING_SCHEMA, "2026-01-01", "2026-01-01T00:00:00Z"));
    }

    @Test
    void shouldTakeNumbersForSecondsWhereTheSettingSaysSo() {
        assertThat(completedAt("to_timestamp(completed_at)", Schema.INT64_SCHEMA, MILLIS / 1_000))
                .isEqualTo("2026-01-01T03:04:05Z");
        assertThat(completedAt("to_timestamp(completed_at / 1000)", Schema.INT64_SCHEMA, MILLIS))
                .isEqualTo(AT);
        assertThat(completedAt("from_unixtime(completed_at)", Schema.FLOAT64_SCHEMA, MILLIS / 1_000.0))
                .isEqualTo(AT);
    }

    @Test
    void shouldAskWhatANumberCounts() {
        assertThatThrownBy(() -> completedAt("completed_at", Schema.INT64_SCHEMA, MILLIS))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("progress: completed_at: column completed_at (INT64) is a number")
                .hasMessageContaining("to_timestamp(column / 1000)");
    }

    @ParameterizedTest
    @CsvSource({
        "Europe/Berlin, 2026-01-01T02:04:05.678Z",
        "America/New_York, 2026-01-01T08:04:05.678Z",
        "+02:00, 2026-01-01T01:04:05.678Z"
    })
    void shouldReadATimeInTheZoneThatIsNamed(String zone, String expected) {
        String expression = "completed_at AT TIME ZONE '" + zone + "'";

        assertThat(completedAt(expression, io.debezium.time.Timestamp.schema(), MILLIS))
                .isEqualTo(expected);
        assertThat(completedAt(expression, IsoTimestamp.schema(), AT)).isEqualTo(expected);
        assertThat(completedAt(expression, Schema.STRING_SCHEMA, "2026-01-01 03:04:05.678"))
                .isEqualTo(expected);
        assertThat(completedAt(expression, Schema.STRING_SCHEMA, AT)).isEqualTo(AT);
    }

    @Test
    void shouldRefuseAZoneForATimeThatHasOne() {
        assertThatThrownBy(() -> completedAt("completed_at AT TIME ZONE 'UTC'", ZonedTimestamp.schema(), AT))
                .hasMessageContaining("AT TIME ZONE is for times without a zone");
    }

    @Test
    void shouldNeverDateACompletionLaterThanItsRow() {
        assertThat(completedAt("completed_at", ZonedTimestamp.schema(), "2030-01-01T00:00:00Z"))
                .isEqualTo("2026-01-02T03:04:05.678Z");
        assertThat(completedAt("completed_at", MicroTimestamp.schema(), 9_223_372_036_825_200_000L))
                .isEqualTo("2026-01-02T03:04:05.678Z");
    }

    @Test
    void shouldKeepFractionsWhereTheLogHasWholeSeconds() {
        PlatformTable table =
                PlatformTable.ofMySql("lms.progress", "enrollment_id,lesson_id", columns(MicroTimestamp.schema()));
        table.source().put("ts_ms", 1_767_236_645_000L);

        assertThat(Selects.fields(
                        Selects.with(),
                        table.created(Map.of("enrollment_id", "e", "lesson_id", "l", "completed_at", MILLIS * 1_000))))
                .containsEntry("completed_at", AT);
    }

    @ParameterizedTest(name = "{1}")
    @MethodSource
    void shouldSayWhichTimeItCannotRead(Schema schema, Object value, String sentence) {
        assertThat(row("completed_at", schema, value))
                .containsEntry("__unreadable", sentence)
                .containsEntry("__deleted", "false")
                .containsEntry("enrollment_id", "e-1")
                .doesNotContainKey("completed_at");
    }

    static Stream<Arguments> shouldSayWhichTimeItCannotRead() {
        return Stream.of(
                arguments(Schema.STRING_SCHEMA, "soon", "column completed_at (STRING): 'soon' is no time"),
                arguments(Schema.STRING_SCHEMA, "", "column completed_at (STRING): '' is no time"),
                arguments(
                        ZonedTimestamp.schema(),
                        "-infinity",
                        "column completed_at (io.debezium.time.ZonedTimestamp): '-infinity' is no time"),
                arguments(
                        ZonedTimestamp.schema(),
                        "2026-02-29T00:00:00Z",
                        "column completed_at (io.debezium.time.ZonedTimestamp): '2026-02-29T00:00:00Z' is no time"),
                arguments(
                        io.debezium.time.Timestamp.schema(),
                        -62_135_596_800_001L,
                        "column completed_at (io.debezium.time.Timestamp): '0000-12-31T23:59:59.999Z' is before the year 1"),
                arguments(
                        Schema.STRING_SCHEMA,
                        "x".repeat(100),
                        "column completed_at (STRING): '" + "x".repeat(63) + "…' is no time"));
    }

    private static Object completedAt(String expression, Schema schema, Object value) {
        return row(expression, schema, value).getOrDefault("completed_at", "none");
    }

    private static Map<String, Object> row(String expression, Schema schema, Object value) {
        LmsRows transform = Selects.with(
                "progress", "SELECT enrollment_id, lesson_id, " + expression + " AS completed_at FROM lms.progress");
        var table = PlatformTable.of("lms.progress", "enrollment_id,lesson_id", columns(schema));
        var fields = Selects.fields(
                transform, table.created(Map.of("enrollment_id", "e-1", "lesson_id", "l", "completed_at", value)));
        return fields == null ? Map.of() : fields;
    }

    private static Map<String, Schema> columns(Schema time) {
        return Map.of("enrollment_id", Schema.STRING_SCHEMA, "lesson_id", Schema.STRING_SCHEMA, "completed_at", time);
    }
}
