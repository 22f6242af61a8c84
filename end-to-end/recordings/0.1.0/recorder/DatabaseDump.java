import dev.oncemark.localstack.Postgres;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.StringJoiner;

/**
 * The database as SQL that makes it again in a server that has neither it nor its roles: what 0.1.0 made it with, from
 * its own files, then a line for each row. pg_dump is not asked for: those of most systems are older than the server.
 */
final class DatabaseDump {

    private static final List<String> TABLES = List.of(
            "lms.course",
            "lms.lesson",
            "lms.enrollment",
            "lms.progress",
            "progress.flyway_schema_history",
            "progress.lesson_progress",
            "progress.course_completion",
            "progress.sink_offset");

    /** As Flyway makes it. */
    private static final String FLYWAY = """
            CREATE TABLE progress.flyway_schema_history (
                installed_rank integer NOT NULL CONSTRAINT flyway_schema_history_pk PRIMARY KEY,
                version        varchar(50),
                description    varchar(200)  NOT NULL,
                type           varchar(20)   NOT NULL,
                script         varchar(1000) NOT NULL,
                checksum       integer,
                installed_by   varchar(100)  NOT NULL,
                installed_on   timestamp     NOT NULL DEFAULT now(),
                execution_time integer       NOT NULL,
                success        boolean       NOT NULL
            );
            CREATE INDEX flyway_schema_history_s_idx ON progress.flyway_schema_history (success);
            """;

    private DatabaseDump() {}

    static void write(Postgres postgres, Path tree, Path file) throws IOException, SQLException {
        List<String> parts = new ArrayList<>();
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute("SET TIME ZONE 'UTC'");
            parts.add("-- Recorded at this place in PostgreSQL's log; a restored database has to go on behind it.");
            parts.add("-- wal_lsn " + select(statement, "SELECT pg_current_wal_lsn()").get(0));
            parts.add("\n-- local-stack/src/main/resources/postgres/oncemark.sql\n");
            parts.add(Files.readString(tree.resolve("local-stack/src/main/resources/postgres/oncemark.sql")));
            parts.add("-- Done by the platform later.\n");
            parts.add("ALTER TABLE lms.enrollment DROP CONSTRAINT enrollment_course_id_fkey;");
            parts.add("\n-- sink/src/main/resources/db/progress, run by Flyway as the sink's role\n");
            parts.add("SET ROLE oncemark_sink;\n");
            parts.add(FLYWAY);
            parts.add(Files.readString(tree.resolve("sink/src/main/resources/db/progress/V1__progress.sql")));
            parts.add("RESET ROLE;\n");
            for (String table : TABLES) {
                parts.addAll(rows(statement, table));
            }
        }
        Files.writeString(file, String.join("\n", parts) + "\n");
    }

    private static List<String> rows(Statement statement, String table) throws SQLException {
        List<String> inserts = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery("SELECT * FROM %s ORDER BY 1, 2".formatted(table))) {
            int columns = rows.getMetaData().getColumnCount();
            while (rows.next()) {
                StringJoiner values = new StringJoiner(", ");
                for (int column = 1; column <= columns; column++) {
                    String value = rows.getString(column);
                    values.add(value == null ? "NULL" : "'" + value.replace("'", "''") + "'");
                }
                inserts.add("INSERT INTO %s VALUES (%s);".formatted(table, values));
            }
        }
        return inserts;
    }

    private static List<String> select(Statement statement, String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (ResultSet rows = statement.executeQuery(query)) {
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
