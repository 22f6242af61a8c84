package dev.oncemark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import io.debezium.time.MicroTimestamp;
import io.debezium.time.ZonedTimestamp;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

/** An enrollment may say since when it is over; it need not, and it counts without. */
class EndedAtTest {

    private static final String SELECT =
            "SELECT id, learner_id, course_id, status = 'active' AS active, %s AS ended_at FROM lms.enrollment%s";

    private static LmsRows with(String expression, String where) {
        return Selects.with("enrollment", SELECT.formatted(expression, where));
    }

    private static PlatformTable enrollments(Schema ended) {
        Map<String, Schema> columns = new LinkedHashMap<>();
        columns.put("id", Schema.STRING_SCHEMA);
        columns.put("learner_id", Schema.STRING_SCHEMA);
        columns.put("course_id", Schema.STRING_SCHEMA);
        columns.put("status", Schema.STRING_SCHEMA);
        columns.put("valid_to", ended);
        return PlatformTable.of("lms.enrollment", "id", columns);
    }

    private static PlatformTable enrollments() {
        return enrollments(ZonedTimestamp.builder().optional().build());
    }

    private static Map<String, Object> row(@Nullable Object ended) {
        Map<String, Object> row =
                new HashMap<>(Map.of("id", "e", "learner_id", "u", "course_id", "c", "status", "left"));
        row.put("valid_to", ended);
        return row;
    }

    @Test
    void shouldWriteWhatTheColumnSays() {
        assertThat(Selects.fields(with("valid_to", ""), enrollments().created(row("2026-01-01T04:04:05.678+01:00"))))
                .containsEntry("ended_at", "2026-01-01T03:04:05.678Z")
                .containsEntry("status", "inactive")
                .containsEntry("__deleted", "false");
    }

    @Test
    void shouldReadTimesInEveryFormWithTheZoneThatIsGiven() {
        var local = enrollments(MicroTimestamp.builder().optional().build());
        assertThat(Selects.fields(
                        with("valid_to AT TIME ZONE 'Europe/Berlin'", ""), local.created(row(1_767_236_645_678_000L))))
                .containsEntry("ended_at", "2026-01-01T02:04:05.678Z");
        assertThat(Selects.fields(
                        with("to_timestamp(valid_to)", ""),
                        enrollments(Schema.OPTIONAL_INT64_SCHEMA).created(row(1_767_236_645L))))
                .containsEntry("ended_at", "2026-01-01T03:04:05Z");
    }

    /** A planned end is written as it is: whether it has come is for those who decide. */
    @Test
    void shouldWriteAnEndThatIsStillToComeAsItIs() {
        assertThat(Selects.fields(with("valid_to", ""), enrollments().created(row("2099-01-01T00:00:00Z"))))
                .containsEntry("ended_at", "2099-01-01T00:00:00Z");
    }

    @Test
    void shouldCountAnEnrollmentThatDoesNotSayIt() {
        assertThat(Selects.fields(with("valid_to", ""), enrollments().created(row(null))))
                .doesNotContainKeys("ended_at", "__unreadable", "__left_out")
                .containsEntry("status", "inactive")
                .containsEntry("__deleted", "false");
    }

    @Test
    void shouldWriteItOfARowThatDoesNotCountAnyMore() {
        assertThat(Selects.fields(
                        with("valid_to", " WHERE valid_to IS NULL"),
                        enrollments().updated(row(null), row("2026-01-01T00:00:00Z"))))
                .containsEntry("ended_at", "2026-01-01T00:00:00Z")
                .containsEntry("__deleted", "true");
    }

    @ParameterizedTest
    @ValueSource(strings = {"soon", "-0001-01-01T00:00:00Z"})
    void shouldWriteTheRestOfARowWhoseEndCannotBeRead(String ended) {
        var texts = enrollments(SchemaBuilder.string().optional().build());
        assertThat(Selects.fields(with("valid_to", ""), texts.created(row(ended))))
                .doesNotContainKeys("ended_at", "__unreadable")
                .containsEntry("status", "inactive")
                .hasEntrySatisfying(
                        "__left_out",
                        why -> assertThat(why.toString()).startsWith("column valid_to (STRING): '" + ended + "' is "));
    }

    @Test
    void shouldSayBothWhereMoreThanThatCannotBeRead() {
        Map<String, Object> row = row("soon");
        row.put("learner_id", "x".repeat(256));
        var texts = enrollments(SchemaBuilder.string().optional().build());
        assertThat(Selects.fields(with("valid_to", ""), texts.created(row)))
                .doesNotContainKeys("ended_at", "learner_id")
                .containsKeys("__unreadable", "__left_out");
    }

    @Test
    void shouldRefuseANumberThatDoesNotSayWhatItCounts() {
        assertThatThrownBy(() -> with("valid_to", "")
                        .apply(enrollments(Schema.OPTIONAL_INT64_SCHEMA).created(row(1_767_236_645L))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("ended_at")
                .hasMessageContaining("to_timestamp");
    }
}
