package dev.oncemark.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.Command.Waiver;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Standing;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.schema.Column.IfAbsent;
import dev.oncemark.schema.CommandRow.CarriedOut;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.Locale;
import java.util.UUID;
import javax.sql.DataSource;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    private static final Instant OCCURRED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant DECIDED = Instant.parse("2026-01-02T03:04:06Z");
    private static final Basis LATER = new Basis(DECIDED, "course", "learner", 7L, 2);
    private static final RecordPosition POSITION = new RecordPosition("completion-requests", 3, 5_000_000_000L);

    @TempDir
    private static Path directory;

    private static Postgres postgres;
    private static DataSource database;

    private Connection connection;

    @BeforeAll
    static void start() {
        postgres = new Postgres(directory, 0);
        postgres.start();
        database = postgres.connections("oncemark_sink");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void migrate() throws SQLException {
        Migrations.migrate(database);
        connection = database.getConnection();
    }

    @AfterEach
    void disconnect() throws SQLException {
        connection.close();
    }

    static List<Table> tables() {
        return List.of(LessonRow.TABLE, EndedLessonRow.TABLE, CommandRow.TABLE, CourseRow.TABLE, CourseChangeRow.TABLE);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldNameTheColumnsThatTheMigrationsMake(Table table) throws SQLException {
        List<String> columns = table.columns().stream()
                .map(column -> "%s %s%s"
                        .formatted(column.name(), type(column), column.ifAbsent() == IfAbsent.NULL ? "" : " NOT NULL"))
                .toList();

        assertThat(texts("""
                SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0
                """.formatted(table.qualifiedName()))).containsExactlyInAnyOrderElementsOf(columns);
    }

    private static String type(Column column) {
        return switch (column.type()) {
            case TIMESTAMPTZ -> "timestamp with time zone";
            case TEXT_ARRAY -> "text[]";
            default -> column.type().name().toLowerCase(Locale.ROOT);
        };
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldHaveTheFirstColumnsAsPrimaryKey(Table table) throws SQLException {
        assertThat(texts("""
                SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
                WHERE indrelid = '%s'::regclass AND indisprimary ORDER BY array_position(indkey::smallint[], attnum)
                """.formatted(table.qualifiedName())))
                .isEqualTo(table.columns().stream()
                        .limit(table.keyColumns())
                        .map(Column::name)
                        .toList());
    }

    /** The sink copies fields by these names, and has no record to compare them with. */
    @Test
    void shouldTakeEachColumnFromAFieldOfTheRecord() {
        assertThat(json(JsonSerde.of(CompletionResult.class), waived())).contains(fields(LessonRow.TABLE));
        assertThat(json(JsonSerde.of(CompletionResult.class), revoked())).contains(fields(CommandRow.TABLE));
        assertThat(json(JsonSerde.of(CourseCompletion.class), completion())).contains(fields(CourseRow.TABLE));
        assertThat(json(JsonSerde.of(CourseChange.class), change())).contains(fields(CourseChangeRow.TABLE));
    }

    private static <T> String json(JsonSerde<T> serde, T value) {
        return new String(requireNonNull(serde.serialize("", value)), UTF_8);
    }

    private static List<String> fields(Table table) {
        return table.columns().stream()
                .filter(column -> !column.field().isEmpty())
                .map(column -> "\"" + column.field() + "\":")
                .toList();
    }

    @Test
    void shouldReadTheResultThatARowWasMadeOf() throws SQLException {
        CompletionResult anonymous = CompletionResult.imported(
                new Subject(UUID.randomUUID(), UUID.randomUUID().toString(), "lesson", OCCURRED, POSITION),
                new Basis(DECIDED, "course", null, null),
                2,
                null);
        for (CompletionResult result : List.of(accepted(), waived(), anonymous)) {
            LessonRow.insert(connection, result);

            assertThat(one(LessonRow.TABLE, result.enrollmentId(), LessonRow::result))
                    .isEqualTo(result.asStored());
        }
    }

    @Test
    void shouldReadTheEndedLessonThatARowWasMadeOf() throws SQLException {
        CompletionResult command = revoked();
        for (EndedLesson lesson : List.of(EndedLesson.of(waived(), command), EndedLesson.of(accepted(), null))) {
            EndedLessonRow.insert(connection, lesson);

            assertThat(one(EndedLessonRow.TABLE, lesson.accepted().enrollmentId(), EndedLessonRow::ended))
                    .isEqualTo(lesson);
        }
    }

    @Test
    void shouldReadTheCommandThatARowWasMadeOf() throws SQLException {
        for (CompletionResult result : List.of(waived(), revoked(), reset())) {
            CommandRow.insert(connection, CarriedOut.of(result));

            assertThat(one(CommandRow.TABLE, result.enrollmentId(), CommandRow::carriedOut))
                    .isEqualTo(CarriedOut.of(result));
        }
    }

    @Test
    void shouldReadTheChangeThatARowWasMadeOf() throws SQLException {
        CourseChange change = change();
        CourseChangeRow.insert(connection, change);

        assertThat(one(CourseChangeRow.TABLE, change.enrollmentId(), CourseChangeRow::change))
                .isEqualTo(change);
        assertThat(texts("SELECT event_id FROM progress.course_change WHERE enrollment_id = '%s'"
                        .formatted(change.enrollmentId())))
                .containsExactly(Ids.eventIdOfCourseChange(change).toString());
    }

    /** A row of a newer version. */
    @Test
    void shouldReadWordsThatThisVersionDoesNotKnow() throws SQLException {
        CourseChange change = change();
        CompletionResult accepted = accepted();
        CourseChangeRow.insert(connection, change);
        LessonRow.insert(connection, accepted);
        try (Statement statement = connection.createStatement()) {
            statement.execute("UPDATE progress.course_change SET change = 'MERGED', cause = 'MERGER'");
            statement.execute("UPDATE progress.lesson_progress SET waiver = 'TOO_OLD'");
        }
        CourseChange read = one(CourseChangeRow.TABLE, change.enrollmentId(), CourseChangeRow::change);

        assertThat(read.change()).isEqualTo(CourseChange.Change.UNRECOGNIZED);
        assertThat(read.cause()).isEqualTo(CourseChange.Cause.UNRECOGNIZED);
        assertThat(one(LessonRow.TABLE, accepted.enrollmentId(), LessonRow::result)
                        .waiver())
                .isEqualTo(Waiver.UNRECOGNIZED);
    }

    @Test
    void shouldReadTheCompletionThatARowWasMadeOf() throws SQLException {
        CourseCompletion completion = completion();
        CourseRow.insert(connection, completion);

        assertThat(one(CourseRow.TABLE, completion.enrollmentId(), CourseRow::completion))
                .isEqualTo(completion);
    }

    @Test
    void shouldReadAStoredOffset() throws SQLException {
        try (Statement statement = connection.createStatement();
                PreparedStatement select = connection.prepareStatement(StoredOffset.SELECT_ONE)) {
            statement.execute("INSERT INTO progress.sink_offset VALUES ('topic', 2, 3, '2026-01-02T03:04:06Z')");
            select.setString(1, "topic");
            select.setInt(2, 2);
            ResultSet row = select.executeQuery();

            assertThat(row.next()).isTrue();
            assertThat(StoredOffset.of(row)).isEqualTo(new StoredOffset("topic", 2, 3, DECIDED));
        }
    }

    private CompletionResult accepted() {
        return CompletionResult.accepted(subject("lesson"), new Basis(DECIDED, "course", "learner", 7L), 1, null);
    }

    private CompletionResult waived() {
        return CompletionResult.accepted(subject("lesson"), LATER, 3, new Standing(1, 2))
                .of(new Command.Waive("lesson", Waiver.TESTED_OUT), "actor");
    }

    private CompletionResult revoked() {
        return CompletionResult.revoked(subject("lesson"), LATER, 4, null, UUID.randomUUID(), 1)
                .of(new Command.Revoke("lesson", "MISTAKE", null), "actor");
    }

    private CompletionResult reset() {
        return CompletionResult.reset(subject(null), LATER, 5, null).of(new Command.Reset(2, true, "YEARLY"), null);
    }

    private Subject subject(@Nullable String lesson) {
        return new Subject(UUID.randomUUID(), UUID.randomUUID().toString(), lesson, OCCURRED, POSITION);
    }

    private CourseCompletion completion() {
        return new CourseCompletion(
                UUID.randomUUID().toString(), "course", "learner", OCCURRED, 7, 12, 34, Origin.API, null, 2, 3);
    }

    private CourseChange change() {
        return new CourseChange(
                UUID.randomUUID().toString(),
                "course",
                "learner",
                CourseChange.Change.REVOKED,
                2,
                3,
                4,
                CourseChange.Cause.REVOKE,
                UUID.randomUUID(),
                "MISTAKE",
                7L,
                2,
                List.of("lesson", "\u00fcbung, {\"2\"}"),
                DECIDED);
    }

    /** What is made of a row. */
    private interface Row<T> {
        T of(ResultSet row) throws SQLException;
    }

    private <T> T one(Table table, String enrollmentId, Row<T> row) throws SQLException {
        try (PreparedStatement select = connection.prepareStatement(table.select() + " WHERE enrollment_id = ?")) {
            select.setString(1, enrollmentId);
            ResultSet rows = select.executeQuery();
            assertThat(rows.next()).isTrue();
            return row.of(rows);
        }
    }

    private static List<String> texts(String sql) throws SQLException {
        List<String> texts = new ArrayList<>();
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            while (rows.next()) {
                texts.add(rows.getString(1));
            }
        }
        return texts;
    }
}
