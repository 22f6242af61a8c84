package dev.oncemark.platform;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.localstack.Postgres;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.List;
import java.util.Map;
import org.assertj.core.api.InstanceOfAssertFactories;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;
import org.junit.jupiter.params.provider.ValueSource;

class PostgresPlatformTest {

    private static final String SCHOOL = """
            DROP SCHEMA IF EXISTS school CASCADE;
            DROP PUBLICATION IF EXISTS school;
            CREATE SCHEMA school;
            CREATE TABLE school.course (id bigint PRIMARY KEY, live boolean);
            CREATE TABLE school.unit (id bigint PRIMARY KEY, course_id bigint);
            ALTER TABLE school.unit REPLICA IDENTITY FULL;
            CREATE PUBLICATION school FOR TABLE school.course, school.unit;
            """;

    private static final ConnectorSettings CONNECTOR =
            connector("school.course,school.unit", "school.unit:course_id,id");

    @TempDir
    private static Path directory;

    private static Postgres postgres;

    @BeforeAll
    static void start() {
        postgres = new Postgres(directory.resolve("postgres"), 0);
        postgres.start();
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @BeforeEach
    void createSchool() throws SQLException {
        run("SELECT pg_drop_replication_slot(slot_name) FROM pg_replication_slots");
        run(SCHOOL);
        run("SELECT pg_create_logical_replication_slot('school', 'pgoutput')");
    }

    @Test
    void shouldFindNothingWrongWhereAllIsAsItHasToBe() throws SQLException {
        PostgresPlatform platform = read(CONNECTOR);

        // Nobody reads here.
        assertThat(platform.problems()).extracting(Problem::check).containsExactly(Check.SLOT_INACTIVE);
        assertThat(platform.slot())
                .extracting(Slot::lagBytes)
                .asInstanceOf(InstanceOfAssertFactories.LONG)
                .isNotNegative();
        assertThat(platform.tables()).extracting(PlatformTable::name).containsExactly("school.course", "school.unit");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            SELECT pg_drop_replication_slot('school')                              | SLOT_MISSING           | school
            DROP PUBLICATION school                                                | PUBLICATION_MISSING    | school
            ALTER PUBLICATION school SET (publish = 'insert, update')              | PUBLICATION_OPERATIONS | school
            ALTER PUBLICATION school DROP TABLE school.unit                        | TABLE_UNPUBLISHED      | school.unit
            DROP TABLE school.course                                               | TABLE_MISSING          | school.course
            ALTER TABLE school.unit RENAME TO units                                | TABLE_MISSING          | school.unit
            ALTER TABLE school.unit REPLICA IDENTITY DEFAULT                       | REPLICA_IDENTITY       | school.unit
            ALTER TABLE school.course REPLICA IDENTITY NOTHING                     | REPLICA_IDENTITY       | school.course
            ALTER TABLE school.course DROP CONSTRAINT course_pkey                  | REPLICA_IDENTITY       | school.course
            """)
    void shouldFindWhatIsWrong(String sql, Check check, String object) throws SQLException {
        run(sql);

        assertThat(read(CONNECTOR).problems())
                .filteredOn(problem -> problem.check() != Check.SLOT_INACTIVE)
                .singleElement()
                .satisfies(problem -> {
                    assertThat(problem.check()).isEqualTo(check);
                    assertThat(problem.object()).isEqualTo(object);
                });
    }

    @ParameterizedTest
    @ValueSource(
            strings = {
                "ALTER PUBLICATION school SET (publish = 'insert, update')",
                "ALTER TABLE school.unit REPLICA IDENTITY DEFAULT",
                "ALTER PUBLICATION school DROP TABLE school.unit",
                "DROP PUBLICATION school"
            })
    void shouldSayHowItIsMended(String sql) throws SQLException {
        run(sql);
        String text = problemsBesidesReader(CONNECTOR).get(0).text();

        String remedy = text.substring(text.lastIndexOf(": ") + 2);
        int end = remedy.indexOf(';');
        run(end < 0 ? remedy : remedy.substring(0, end));

        assertThat(problemsBesidesReader(CONNECTOR)).isEmpty();
    }

    @Test
    void shouldTakeAnIndexThatHasTheKeyAsReplicaIdentity() throws SQLException {
        run("""
                ALTER TABLE school.unit ALTER course_id SET NOT NULL;
                CREATE UNIQUE INDEX unit_place ON school.unit (course_id, id);
                ALTER TABLE school.unit REPLICA IDENTITY USING INDEX unit_place;
                """);

        assertThat(problemsBesidesReader(CONNECTOR)).isEmpty();
    }

    @Test
    void shouldGiveATableThatIsMadeAgainAnotherOid() throws SQLException {
        long before = oid("school.course");

        run("DROP TABLE school.course; CREATE TABLE school.course (id bigint PRIMARY KEY);"
                + " ALTER PUBLICATION school ADD TABLE school.course");

        assertThat(problemsBesidesReader(CONNECTOR)).isEmpty();
        assertThat(oid("school.course")).isNotEqualTo(before);
    }

    @Test
    void shouldLookAtEachPartition() throws SQLException {
        run("""
                CREATE TABLE school.done (user_id bigint, day date, PRIMARY KEY (user_id, day)) PARTITION BY RANGE (day);
                CREATE TABLE school.done_2026 PARTITION OF school.done FOR VALUES FROM ('2026-01-01') TO ('2027-01-01');
                ALTER PUBLICATION school ADD TABLE school.done;
                """);
        ConnectorSettings connector = connector("school.done", "");

        assertThat(problemsBesidesReader(connector))
                .singleElement()
                .asString()
                .contains("publish_via_partition_root = true");

        run("ALTER PUBLICATION school SET (publish_via_partition_root = true);"
                + " ALTER TABLE school.done_2026 REPLICA IDENTITY NOTHING");
        assertThat(problemsBesidesReader(connector)).extracting(Problem::check).containsExactly(Check.REPLICA_IDENTITY);
    }

    @Test
    void shouldTellALostSlot() {
        var lost = new Slot("school", "oncemark", false, 7L, "lost");

        assertThat(Slot.problems(lost, "school", "oncemark"))
                .extracting(Problem::check)
                .containsExactly(Check.SLOT_LOST, Check.SLOT_INACTIVE);
    }

    private static List<Problem> problemsBesidesReader(ConnectorSettings connector) throws SQLException {
        return read(connector).problems().stream()
                .filter(problem -> problem.check() != Check.SLOT_INACTIVE)
                .toList();
    }

    private static long oid(String table) throws SQLException {
        return read(CONNECTOR).tables().stream()
                .filter(found -> found.name().equals(table))
                .findFirst()
                .orElseThrow()
                .oid();
    }

    /** As a role that may do nothing but log in. */
    private static PostgresPlatform read(ConnectorSettings connector) throws SQLException {
        try (Connection connection = postgres.connect("oncemark_api")) {
            return PostgresPlatform.read(connection, connector);
        }
    }

    private static ConnectorSettings connector(String tables, String keys) {
        return new ConnectorSettings(Map.of(
                "connector.class",
                "io.debezium.connector.postgresql.PostgresConnector",
                "slot.name",
                "school",
                "publication.name",
                "school",
                "table.include.list",
                tables,
                "message.key.columns",
                keys));
    }

    private static void run(String sql) throws SQLException {
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }
}
