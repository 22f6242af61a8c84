package dev.oncemark.connect;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;
import org.apache.kafka.connect.data.Schema;
import org.apache.kafka.connect.data.SchemaBuilder;
import org.apache.kafka.connect.data.Struct;
import org.apache.kafka.connect.errors.ConnectException;
import org.apache.kafka.connect.source.SourceRecord;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

/** What is written for a change of a platform's row, field by field. */
class LmsRowsTest {

    private static final Schema TEXT = Schema.OPTIONAL_STRING_SCHEMA;

    private static final PlatformTable LESSONS = PlatformTable.of(
            "lms.lesson",
            "id,course_id",
            columns(
                    "id", TEXT,
                    "course_id", TEXT,
                    "required",
                            SchemaBuilder.bool().optional().defaultValue(false).build(),
                    "position", Schema.OPTIONAL_INT32_SCHEMA,
                    "title", TEXT,
                    "deleted_at", TEXT));

    private static final PlatformTable ENROLLMENTS = PlatformTable.of(
            "lms.enrollment",
            "id",
            columns(
                    "id", TEXT,
                    "learner_id", TEXT,
                    "course_id", TEXT,
                    "status",
                            SchemaBuilder.string()
                                    .optional()
                                    .defaultValue("active")
                                    .build(),
                    "email", TEXT));

    private static final PlatformTable PROGRESS = PlatformTable.of(
            "lms.progress",
            "enrollment_id,lesson_id",
            columns(
                    "enrollment_id", TEXT,
                    "lesson_id", TEXT,
                    "completed_at",
                            SchemaBuilder.string()
                                    .optional()
                                    .defaultValue("1970-01-01T00:00:00Z")
                                    .build()));

    private static final Map<String, Object> DONE =
            Map.of("enrollment_id", "e", "lesson_id", "l", "completed_at", "2026-01-01T00:00:00Z");
    private static final Map<String, Object> OPENED = Map.of("enrollment_id", "e", "lesson_id", "l");
    private static final Map<String, Object> MISREAD =
            Map.of("enrollment_id", "e", "lesson_id", "l", "completed_at", "soon");

    private final LmsRows transform = Selects.with();

    @Test
    void shouldWriteALessonUnderItsCourse() {
        SourceRecord written = written(LESSONS.created(
                Map.of("id", "l", "course_id", "c", "required", true, "position", 3, "title", "Private")));

        assertThat(written.topic()).isEqualTo("lms.courses");
        assertThat(written.key()).isEqualTo("c");
        assertThat(written.keySchema()).isEqualTo(Schema.STRING_SCHEMA);
        assertThat(written.valueSchema()).isEqualTo(((Struct) written.value()).schema());
        assertThat(written.headers()).isEmpty();
        assertThat(written.kafkaPartition()).isNull();
        Map<String, Object> all = new HashMap<>(fields(written));
        assertThat(all.remove("__row")).isNotNull();
        assertThat(all)
                .isEqualTo(columnsOf(
                        "id",
                        "l",
                        "course_id",
                        "c",
                        "required",
                        true,
                        "position",
                        3.0,
                        "__table",
                        "lesson",
                        "__op",
                        "c",
                        "__source_lsn",
                        1_000L,
                        "__source_ts_ms",
                        PlatformTable.WRITTEN,
                        "__transaction_id",
                        "77:1234",
                        "__deleted",
                        "false"));
    }

    @Test
    void shouldWriteEnrollmentsAndProgressUnderTheEnrollment() {
        SourceRecord enrollment = written(ENROLLMENTS.created(
                Map.of("id", "e", "learner_id", "u", "course_id", "c", "status", "active", "email", "a@b.c")));
        SourceRecord progress = written(PROGRESS.read(DONE));

        assertThat(enrollment.topic()).isEqualTo("lms.enrollments");
        assertThat(enrollment.key()).isEqualTo("e");
        assertThat(fields(enrollment)).containsEntry("status", "active").doesNotContainKey("email");
        assertThat(progress.topic()).isEqualTo("lms.enrollments");
        assertThat(progress.key()).isEqualTo("e");
        assertThat(fields(progress))
                .containsEntry("completed_at", "2026-01-01T00:00:00Z")
                .containsEntry("__op", "r");
    }

    @Test
    void shouldTakeNullForRequiredWhateverTheColumnsDefaultIs() {
        assertThat(fields(written(LESSONS.created(Map.of("id", "l", "course_id", "c")))))
                .containsEntry("required", true)
                .doesNotContainKey("position")
                .containsEntry("__deleted", "false");
    }

    @ParameterizedTest
    @CsvSource({"learner_id", "course_id", "status"})
    void shouldNotCountAnEnrollmentYetThatLacks(String column) {
        Map<String, Object> row =
                new HashMap<>(Map.of("id", "e", "learner_id", "u", "course_id", "c", "status", "active"));
        row.remove(column);

        assertThat(fields(written(ENROLLMENTS.created(row))))
                .containsEntry("__deleted", "true")
                .containsEntry("id", "e")
                .doesNotContainKey("__unreadable");
    }

    @Test
    void shouldTakeAStatusThatIsNotActiveForInactive() {
        assertThat(fields(written(ENROLLMENTS.created(
                        Map.of("id", "e", "learner_id", "u", "course_id", "c", "status", "invited")))))
                .containsEntry("status", "inactive")
                .containsEntry("__deleted", "false");
    }

    @Test
    void shouldPassOverProgressThatNeverCounted() {
        assertThat(transform.apply(PROGRESS.created(OPENED))).isNull();
        assertThat(transform.apply(PROGRESS.updated(OPENED, OPENED))).isNull();
    }

    @Test
    void shouldWriteProgressThatNoLongerCountsAsDeleted() {
        assertThat(fields(written(PROGRESS.updated(DONE, OPENED)))).containsEntry("__deleted", "true");
        assertThat(fields(written(PROGRESS.updated(MISREAD, OPENED)))).containsEntry("__deleted", "true");
        assertThat(fields(written(PROGRESS.updated(null, OPENED)))).containsEntry("__deleted", "true");
        assertThat(fields(written(PROGRESS.read(OPENED)))).containsEntry("__deleted", "true");
        assertThat(fields(written(PROGRESS.deleted(OPENED)))).containsEntry("__deleted", "true");
    }

    @Test
    void shouldWriteProgressThatBeginsToCount() {
        assertThat(fields(written(PROGRESS.updated(OPENED, DONE)))).containsEntry("__deleted", "false");
    }

    @Test
    void shouldWriteARowAsDeletedWhileItsConditionDoesNotHold() {
        LmsRows live = Selects.with("lesson", "SELECT id, course_id FROM lms.lesson WHERE deleted_at IS NULL");
        Map<String, Object> there = Map.of("id", "l", "course_id", "c");
        Map<String, Object> trashed = Map.of("id", "l", "course_id", "c", "deleted_at", "today");

        assertThat(Selects.fields(live, LESSONS.updated(there, trashed)))
                .containsEntry("__deleted", "true")
                .containsEntry("__op", "u")
                .containsEntry("course_id", "c");
        assertThat(Selects.fields(live, LESSONS.updated(trashed, there))).containsEntry("__deleted", "false");
    }

    @Test
    void shouldWriteADeletedRowAsItWas() {
        SourceRecord written = written(LESSONS.deleted(Map.of("id", "l", "course_id", "c", "required", true)));

        assertThat(written.key()).isEqualTo("c");
        assertThat(fields(written))
                .containsEntry("__deleted", "true")
                .containsEntry("__op", "d")
                .containsEntry("id", "l");
    }

    @Test
    void shouldKeepThePlaceOfACatalogRowThatSaysNothing() {
        LESSONS.source().put("snapshot", "last");
        SourceRecord written = written(LESSONS.read(Map.of("id", "l")));
        LESSONS.source().put("snapshot", null);

        assertThat(written.topic()).isEqualTo("lms.courses");
        assertThat(fields(written))
                .containsEntry("__skipped", "true")
                .containsEntry("__source_snapshot", "last")
                .doesNotContainKey("id")
                .containsEntry("__row", String.valueOf(written.key()));
        assertThat(transform.apply(PROGRESS.read(Map.of("lesson_id", "l")))).isNull();
    }

    @Test
    void shouldSayOfAnUnreadableRowWhichItIs() {
        SourceRecord written = written(LESSONS.created(Map.of("id", "x".repeat(300), "course_id", "c")));

        assertThat(written.key()).isEqualTo("c");
        assertThat(fields(written)).containsEntry("course_id", "c").containsKey("__unreadable");
        assertThat(fields(written(LESSONS.deleted(Map.of("id", "x".repeat(300), "course_id", "c")))))
                .containsEntry("__row", fields(written).get("__row"))
                .containsEntry("__deleted", "true")
                .doesNotContainKey("__unreadable");
    }

    @Test
    void shouldNotCallARowUnreadableThatDoesNotCountAnyhow() {
        LmsRows live = Selects.with(
                "progress", "SELECT enrollment_id, lesson_id, completed_at FROM lms.progress WHERE lesson_id <> 'l'");

        assertThat(Selects.fields(live, PROGRESS.read(MISREAD)))
                .containsEntry("__deleted", "true")
                .doesNotContainKey("__unreadable");
    }

    @Test
    void shouldTellRowsApartByTheirKeys() {
        Object row = fields(written(PROGRESS.created(DONE))).get("__row");
        Map<String, Object> other =
                Map.of("enrollment_id", "el", "lesson_id", "", "completed_at", "2026-01-01T00:00:00Z");

        assertThat(String.valueOf(row)).matches("[0-9a-f]{32}");
        assertThat(fields(written(PROGRESS.updated(null, MISREAD)))).containsEntry("__row", row);
        assertThat(fields(written(PROGRESS.created(other))).get("__row")).isNotEqualTo(row);
    }

    @Test
    void shouldTakeALargeValueThatDidNotChangeFromTheRowBefore() {
        Map<String, Object> placeholder = Map.of("id", "l", "course_id", "__debezium_unavailable_value");

        assertThat(fields(written(LESSONS.updated(Map.of("id", "l", "course_id", "c"), placeholder))))
                .containsEntry("course_id", "c");
        assertThat(fields(written(LESSONS.updated(null, placeholder))))
                .hasEntrySatisfying(
                        "__unreadable",
                        sentence -> assertThat(sentence.toString())
                                .startsWith("column course_id (STRING): is not in the log, since it is large"));
    }

    @Test
    void shouldWriteATruncateAmongTheCourses() {
        SourceRecord written = written(PROGRESS.truncated());

        assertThat(written.topic()).isEqualTo("lms.courses");
        assertThat(written.key()).isEqualTo("progress");
        assertThat(fields(written))
                .containsEntry("__op", "t")
                .containsEntry("__table", "progress")
                .doesNotContainKey("__row");
    }

    @ParameterizedTest
    @CsvSource({"77:1234, 77:1234", "3e11fa47-71ca:23, 3e11fa47-71ca/23", "0-1-5, 0-1-5"})
    void shouldWriteWhereATransactionEnds(String id, String written) {
        Schema schema = SchemaBuilder.struct()
                .name("io.debezium.connector.common.TransactionMetadataValue")
                .field("status", Schema.STRING_SCHEMA)
                .field("id", Schema.STRING_SCHEMA)
                .field("event_count", Schema.OPTIONAL_INT64_SCHEMA)
                .build();
        Struct value = new Struct(schema).put("status", "END").put("id", id).put("event_count", 3L);
        SourceRecord mark =
                written(new SourceRecord(Map.of(), Map.of(), "oncemark.transaction", null, null, null, schema, value));

        assertThat(mark.topic()).isEqualTo("lms.courses");
        assertThat(mark.key()).isEqualTo(written);
        assertThat(fields(mark)).isEqualTo(Map.of("status", "END", "id", written));
    }

    @Test
    void shouldLetHeartbeatsPassAndNothingElse() {
        SourceRecord heartbeat = other("io.debezium.connector.common.Heartbeat");

        assertThat(transform.apply(heartbeat)).isSameAs(heartbeat);
        assertThat(transform.apply(other("io.debezium.connector.mysql.SchemaChangeValue")))
                .isNull();
        assertThat(transform.apply(other("io.debezium.connector.postgresql.MessageValue")))
                .isNull();
        assertThat(transform.apply(
                        new SourceRecord(Map.of(), Map.of(), "oncemark.lms.course", null, null, null, null, null)))
                .isNull();
    }

    @Test
    void shouldVersionRowsOfMySqlByTheirPlaceInTheLog() {
        PlatformTable table =
                PlatformTable.ofMySql("lms.course", "id", columns("id", TEXT, "published", Schema.BOOLEAN_SCHEMA));
        Map<String, Object> row = Map.of("id", "c", "published", true);

        assertThat(fields(written(table.created(row)))).containsEntry("__source_lsn", 12L << 32 | 345);
        LmsRows later = Selects.with("version.epoch", "2");
        table.source().put("file", "other-bin.000001").put("pos", 4L);
        assertThat(Selects.fields(later, table.created(row))).containsEntry("__source_lsn", 2L << 56 | 1L << 32 | 4);
    }

    @Test
    void shouldFailOnATableThatNoSettingNames() {
        PlatformTable signals = PlatformTable.of("lms.signals", "id", columns("id", TEXT));

        assertThatThrownBy(() -> transform.apply(signals.created(Map.of("id", "s"))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining(
                        "captures table lms.signals, and no setting takes rows from it; they take rows from"
                                + " lms.course, lms.enrollment, lms.lesson, lms.progress");
        assertThat(Selects.with("tables.ignored", "lms.signals").apply(signals.created(Map.of("id", "s"))))
                .isNull();
    }

    @Test
    void shouldFailOnAKeyThatDoesNotSayWhichRowItIs() {
        PlatformTable lessons = PlatformTable.of(
                "lms.lesson",
                "id",
                columns(
                        "id",
                        TEXT,
                        "course_id",
                        TEXT,
                        "required",
                        Schema.BOOLEAN_SCHEMA,
                        "position",
                        Schema.INT32_SCHEMA));

        assertThatThrownBy(() -> transform.apply(
                        lessons.created(Map.of("id", "l", "course_id", "c", "required", true, "position", 1))))
                .isInstanceOf(ConnectException.class)
                .hasMessageContaining("set message.key.columns to lms.lesson:id,course_id");
    }

    @Test
    void shouldTakeSeveralKindsFromOneTable() {
        PlatformTable contents = PlatformTable.of(
                "site.content", "id,parent", columns("id", Schema.INT64_SCHEMA, "parent", TEXT, "type", TEXT));
        LmsRows both = Selects.with(
                "section",
                "SELECT id, parent AS course_id FROM site.content WHERE type = 'section'",
                "lesson",
                "SELECT id, parent AS section_id FROM site.content WHERE type = 'lesson'"
                        + " UNION ALL SELECT 'quiz-' || id AS id, parent AS section_id FROM site.content WHERE type = 'quiz'");

        assertThat(Selects.fields(both, contents.created(Map.of("id", 1L, "parent", "c", "type", "section"))))
                .containsEntry("__table", "section")
                .containsEntry("course_id", "c");
        assertThat(Selects.fields(both, contents.created(Map.of("id", 2L, "parent", "1", "type", "lesson"))))
                .containsEntry("__table", "lesson")
                .containsEntry("section_id", "1")
                .containsEntry("id", "2");
        assertThat(Selects.fields(both, contents.created(Map.of("id", 3L, "parent", "1", "type", "quiz"))))
                .containsEntry("id", "quiz-3");
        assertThat(Selects.fields(
                        both,
                        contents.updated(
                                Map.of("id", 2L, "parent", "1", "type", "lesson"),
                                Map.of("id", 2L, "parent", "1", "type", "trash"))))
                .containsEntry("__table", "lesson")
                .containsEntry("__deleted", "true");
    }

    private SourceRecord written(SourceRecord record) {
        SourceRecord written = transform.apply(record);
        assertThat(written).isNotNull();
        return java.util.Objects.requireNonNull(written);
    }

    private static Map<String, Object> fields(SourceRecord written) {
        return Selects.fields(written);
    }

    private static SourceRecord other(String schema) {
        Schema of = SchemaBuilder.struct()
                .name(schema)
                .field("ts_ms", Schema.INT64_SCHEMA)
                .build();
        return new SourceRecord(Map.of(), Map.of(), "other", null, null, null, of, new Struct(of).put("ts_ms", 1L));
    }

    private static Map<String, Schema> columns(Object... namesAndSchemas) {
        Map<String, Schema> columns = new LinkedHashMap<>();
        columnsOf(namesAndSchemas).forEach((name, schema) -> columns.put(name, (Schema) schema));
        return columns;
    }

    private static Map<String, Object> columnsOf(Object... namesAndValues) {
        Map<String, Object> columns = new LinkedHashMap<>();
        for (int at = 0; at < namesAndValues.length; at += 2) {
            columns.put((String) namesAndValues[at], namesAndValues[at + 1]);
        }
        return columns;
    }
}
