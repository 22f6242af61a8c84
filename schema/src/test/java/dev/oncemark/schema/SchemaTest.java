package dev.oncemark.schema;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.localstack.Postgres;
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
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.MethodSource;

class SchemaTest {

    private static final Instant OCCURRED = Instant.parse("2026-01-02T03:04:05.678Z");
    private static final Instant DECIDED = Instant.parse("2026-01-02T03:04:06Z");
    private static final RecordPosition POSITION = new RecordPosition("completion-requests", 3, 5_000_000_000L);

    @TempDir
    private static Path directory;

    private static Postgres postgres;
    private static DataSource database;

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
    void migrate() {
        Migrations.migrate(database);
    }

    static List<Table> tables() {
        return List.of(LessonRow.TABLE, CourseRow.TABLE);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldNameTheColumnsThatTheMigrationsMake(Table table) throws SQLException {
        List<String> columns = table.columns().stream()
                .map(column -> "%s %s%s".formatted(column.name(), type(column), column.required() ? " NOT NULL" : ""))
                .toList();

        assertThat(texts("""
                SELECT attname || ' ' || format_type(atttypid, atttypmod) || CASE WHEN attnotnull THEN ' NOT NULL' ELSE '' END
                FROM pg_attribute WHERE attrelid = '%s'::regclass AND attnum > 0 ORDER BY attnum
                """.formatted(table.qualifiedName()))).isEqualTo(columns);
    }

    private static String type(Column column) {
        return column.type() == Column.Type.TIMESTAMPTZ
                ? "timestamp with time zone"
                : column.type().name().toLowerCase(Locale.ROOT);
    }

    @ParameterizedTest
    @MethodSource("tables")
    void shouldHaveTheFirstColumnsAsPrimaryKey(Table table) throws SQLException {
        assertThat(texts("""
                SELECT attname FROM pg_index JOIN pg_attribute ON attrelid = indrelid AND attnum = ANY (indkey)
                WHERE indrelid = '%s'::regclass AND indisprimary ORDER BY attnum
                """.formatted(table.qualifiedName())))
                .isEqualTo(table.columns().stream()
                        .limit(table.keyColumns())
                        .map(Column::name)
                        .toList());
    }

    /** The sink copies fields by these names, and has no record to compare them with. */
    @Test
    void shouldTakeEachColumnFromAFieldOfTheRecord() {
        assertThat(json(JsonSerde.of(CompletionResult.class), accepted())).contains(fields(LessonRow.TABLE));
        assertThat(json(JsonSerde.of(CourseCompletion.class), completion())).contains(fields(CourseRow.TABLE));
    }

    private static <T> String json(JsonSerde<T> serde, T value) {
        return new String(requireNonNull(serde.serialize("", value)), UTF_8);
    }

    private static List<String> fields(Table table) {
        return table.columns().stream()
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
        for (CompletionResult result : List.of(accepted(), anonymous)) {
            try (Connection connection = database.getConnection();
                    PreparedStatement select =
                            connection.prepareStatement(LessonRow.TABLE.select() + " WHERE enrollment_id = ?")) {
                LessonRow.insert(connection, result);
                select.setString(1, result.enrollmentId());
                ResultSet row = select.executeQuery();

                assertThat(row.next()).isTrue();
                assertThat(LessonRow.result(row)).isEqualTo(result);
            }
        }
    }

    @Test
    void shouldReadTheCompletionThatARowWasMadeOf() throws SQLException {
        CourseCompletion completion = completion();
        try (Connection connection = database.getConnection();
                Statement select = connection.createStatement()) {
            CourseRow.insert(connection, completion);
            ResultSet row = select.executeQuery(CourseRow.TABLE.select());

            assertThat(row.next()).isTrue();
            assertThat(CourseRow.completion(row)).isEqualTo(completion);
        }
    }

    @Test
    void shouldReadAStoredOffset() throws SQLException {
        try (Connection connection = database.getConnection();
                Statement statement = connection.createStatement();
                PreparedStatement select = connection.prepareStatement(StoredOffset.SELECT_ONE)) {
            statement.execute("INSERT INTO progress.sink_offset VALUES ('topic', 2, 3, '2026-01-02T03:04:06Z')");
            select.setString(1, "topic");
            select.setInt(2, 2);
            ResultSet row = select.executeQuery();

            assertThat(row.next()).isTrue();
            assertThat(StoredOffset.of(row)).isEqualTo(new StoredOffset("topic", 2, 3, DECIDED));
        }
    }

    private static CompletionResult accepted() {
        return CompletionResult.accepted(
                new Subject(UUID.randomUUID(), UUID.randomUUID().toString(), "lesson", OCCURRED, POSITION),
                new Basis(DECIDED, "course", "learner", 7L),
                1,
                null);
    }

    private static CourseCompletion completion() {
        return new CourseCompletion("enrollment", "course", "learner", OCCURRED, 7, 12, 34, Origin.API);
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
