package dev.oncemark.localstack;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.api.Assertions.assertThatThrownBy;

import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import org.junit.jupiter.api.AfterAll;
import org.junit.jupiter.api.BeforeAll;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.CsvSource;

class PostgresTest {

    @TempDir
    private static Path directory;

    private static Postgres postgres;

    @BeforeAll
    static void start() throws SQLException {
        postgres = new Postgres(directory.resolve("postgres"), 0);
        postgres.start();
        execute("oncemark_sink", "CREATE TABLE progress.written (id text)");
    }

    @AfterAll
    static void stop() {
        postgres.close();
    }

    @Test
    void shouldHaveItsRowsAgainAfterItWasKilled() throws Exception {
        execute("lms", "INSERT INTO lms.course VALUES ('c-kept', 'Kept', true)");

        postgres.kill();
        postgres.start();

        assertThat(text("lms", "SELECT title FROM lms.course WHERE id = 'c-kept'"))
                .isEqualTo("Kept");
    }

    @Test
    void shouldAddTheColumnThatEarlierVersionsDidNotMake() throws Exception {
        execute("lms", "ALTER TABLE lms.course DROP completion_policy");

        postgres.stop();
        postgres.start();

        execute("lms", "INSERT INTO lms.course VALUES ('c-policy', 'Kept', true, 'reopen')");
    }

    @Test
    void shouldEndCleanlyWhileSomebodyIsConnected() throws Exception {
        try (Connection connection = postgres.connect("lms")) {
            postgres.stop();
            assertThat(postgres.isAlive()).isFalse();
            assertThat(connection.isValid(1)).isFalse();
        }
        postgres.start();
    }

    @Test
    void shouldPublishEveryTableOfTheLms() throws Exception {
        assertThat(text("postgres", """
                SELECT string_agg(tablename, ' ' ORDER BY tablename)
                FROM pg_publication_tables WHERE pubname = 'oncemark_lms'
                """)).isEqualTo("course enrollment lesson progress");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            oncemark_sink     | INSERT INTO lms.course VALUES ('c-1', 'One', true)
            oncemark_sink     | SELECT * FROM lms.course
            oncemark_api      | INSERT INTO progress.written VALUES ('r-1')
            oncemark_api      | SELECT * FROM lms.course
            oncemark_debezium | INSERT INTO lms.course VALUES ('c-1', 'One', true)
            oncemark_debezium | SELECT * FROM progress.written
            lms               | SELECT * FROM progress.written
            """)
    void shouldRefuseWhatIsNotARolesOwnBusiness(String role, String sql) {
        assertThatThrownBy(() -> execute(role, sql)).hasMessageContaining("permission denied");
    }

    @ParameterizedTest
    @CsvSource(delimiter = '|', textBlock = """
            lms               | SELECT count(*)::text FROM lms.course
            oncemark_debezium | SELECT count(*)::text FROM lms.course
            oncemark_debezium | SELECT pg_logical_emit_message(false, 'x', '')::text
            oncemark_api      | SELECT count(*)::text FROM progress.written
            """)
    void shouldAllowWhatIs(String role, String sql) throws Exception {
        assertThat(text(role, sql)).isNotEmpty();
    }

    private static void execute(String role, String sql) throws SQLException {
        try (Connection connection = postgres.connect(role);
                Statement statement = connection.createStatement()) {
            statement.execute(sql);
        }
    }

    private static String text(String role, String sql) throws SQLException {
        try (Connection connection = postgres.connect(role);
                Statement statement = connection.createStatement();
                ResultSet rows = statement.executeQuery(sql)) {
            rows.next();
            return rows.getString(1);
        }
    }
}
