package dev.oncemark.endtoend.stack;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.localstack.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.List;
import java.util.zip.ZipEntry;
import java.util.zip.ZipInputStream;
import tools.jackson.databind.JsonNode;

/**
 * An installation of an earlier version as it lay on its disks, from {@code end-to-end/recordings}; the README beside it
 * says what is in it.
 */
public record RecordedInstallation(Path directory) {

    private static final String LSN = "-- wal_lsn ";

    /** @param version as its directory is named */
    public static RecordedInstallation of(String version) {
        return new RecordedInstallation(
                ProjectHome.directory().resolve("end-to-end/recordings").resolve(version));
    }

    /** Every version that has been recorded, the oldest first. */
    public static List<String> versions() throws IOException {
        try (var versions = Files.list(ProjectHome.directory().resolve("end-to-end/recordings"))) {
            return versions.map(version -> version.getFileName().toString())
                    .sorted()
                    .toList();
        }
    }

    /** Puts the broker's and PostgreSQL's data where a stack that has its home there finds them. */
    public void restore(Path home) throws IOException, SQLException {
        unzip(directory.resolve("kafka-data.zip"), home.resolve("kafka/data"));
        try (Postgres postgres = new Postgres(home.resolve("postgres"), 0)) {
            postgres.start();
            restore(postgres, Files.readString(directory.resolve("postgres.sql")));
        }
    }

    /**
     * What the broker does not have any more where it was recorded, of the topics that are not compacted: of those only the
     * latest is promised.
     */
    public List<String> missingFrom(String bootstrapServers) throws IOException {
        List<String> missing = new ArrayList<>();
        for (Topic<?> topic : Topics.withDeadLetters().toList()) {
            for (String name : List.of(topic.name(), topic.deadLetters())) {
                List<String> wanted = recorded(name);
                wanted.removeAll(new CommittedText(bootstrapServers).records(name));
                wanted.forEach(record -> missing.add(name + " " + record));
            }
        }
        return missing;
    }

    /** Those records that are text; none of a topic that is newer than the recording. */
    private List<String> recorded(String topic) throws IOException {
        List<String> records = new ArrayList<>();
        Path file = directory.resolve("topics/" + topic + ".ndjson");
        for (String line : Files.exists(file) ? Files.readAllLines(file) : List.<String>of()) {
            JsonNode record = JsonSerde.MAPPER.readTree(line);
            if (record.path("value").isString()) {
                records.add(CommittedText.line(
                        record.path("partition").asInt(),
                        record.path("offset").asLong(),
                        record.path("key").asString(),
                        record.path("value").asString()));
            }
        }
        return records;
    }

    private static void unzip(Path file, Path directory) throws IOException {
        try (var zip = new ZipInputStream(Files.newInputStream(file))) {
            for (ZipEntry entry = zip.getNextEntry(); entry != null; entry = zip.getNextEntry()) {
                Path path = directory.resolve(entry.getName());
                Files.createDirectories(path.resolveSibling("."));
                Files.copy(zip, path);
            }
        }
    }

    /** Instead of the database and the roles that a new server is given here. */
    private static void restore(Postgres postgres, String dump) throws SQLException {
        String maintenance = postgres.jdbcUrl().replace("/" + Postgres.DATABASE, "/postgres");
        try (Connection connection = DriverManager.getConnection(maintenance, "postgres", "");
                Statement statement = connection.createStatement()) {
            statement.execute("DROP DATABASE oncemark");
            statement.execute("DROP ROLE lms, oncemark_sink, oncemark_api, oncemark_debezium");
            statement.execute("CREATE DATABASE oncemark");
        }
        try (Connection connection = postgres.connect("postgres");
                Statement statement = connection.createStatement()) {
            statement.execute(dump);
            statement.execute("SELECT pg_create_logical_replication_slot('oncemark_lms', 'pgoutput')");
            goOnBehind(statement, lsn(dump));
        }
    }

    /** The connector passes over what stands in the log before the place that it remembers. */
    private static void goOnBehind(Statement statement, String lsn) throws SQLException {
        while (!isTrue(statement, "SELECT pg_current_wal_lsn() > '%s'".formatted(lsn))) {
            statement.execute("SELECT pg_logical_emit_message(false, 'oncemark-heartbeat', '')");
            statement.execute("SELECT pg_switch_wal()");
        }
    }

    private static String lsn(String dump) {
        return dump.lines()
                .filter(line -> line.startsWith(LSN))
                .findFirst()
                .orElseThrow()
                .substring(LSN.length());
    }

    private static boolean isTrue(Statement statement, String question) throws SQLException {
        try (ResultSet answer = statement.executeQuery(question)) {
            return answer.next() && answer.getBoolean(1);
        }
    }
}
