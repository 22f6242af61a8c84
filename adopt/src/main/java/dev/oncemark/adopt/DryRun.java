package dev.oncemark.adopt;

import dev.oncemark.adopt.rows.RowTrial;
import dev.oncemark.adopt.rows.SnapshotReader;
import dev.oncemark.adopt.rows.Transform;
import dev.oncemark.adopt.server.ServerCheck;
import dev.oncemark.cli.FailedException;
import dev.oncemark.cli.WrongCallException;
import dev.oncemark.platform.ConnectorSettings;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.Properties;
import java.util.Set;
import java.util.regex.PatternSyntaxException;
import org.apache.kafka.connect.errors.ConnectException;
import org.jspecify.annotations.Nullable;

/** One dry run: the settings, the server, and the rows of every table that can be read. */
final class DryRun {

    private static final Map<String, String> OF_DRIVER = Map.of(
            "database.user", "user",
            "database.password", "password",
            "database.sslmode", "sslmode",
            "database.sslrootcert", "sslrootcert",
            "database.sslcert", "sslcert",
            "database.sslkey", "sslkey");

    private final ConnectorSettings connector;
    private final boolean showsProgress;

    DryRun(ConnectorSettings connector, boolean showsProgress) {
        this.connector = connector;
        this.showsProgress = showsProgress;
    }

    /** @throws FailedException if the database cannot be read */
    Report run(boolean withRows) {
        try {
            return look(withRows);
        } catch (SQLException | ConnectException failed) {
            throw new FailedException("the platform's database cannot be read: " + reason(failed));
        } catch (PatternSyntaxException wrong) {
            throw new FailedException("a list of tables or columns has no regular expression: " + wrong.getMessage());
        }
    }

    private static String reason(Throwable failed) {
        Throwable cause = failed;
        while (cause.getCause() != null) {
            cause = cause.getCause();
        }
        return String.valueOf(cause.getMessage());
    }

    private Report look(boolean withRows) throws SQLException {
        if (!connector.isPostgres()) {
            throw new WrongCallException("connector.class is '%s'; a dry run takes connectors for PostgreSQL"
                    .formatted(connector.values().getOrDefault("connector.class", "")));
        }
        Transform.Read read = Transform.of(connector.values());
        List<String> settings = new ArrayList<>(read.problems());
        if (connector.tables().isEmpty()) {
            settings.add("table.include.list is not set: name the tables that the transform takes rows from");
        }
        try (Connection connection = connect()) {
            ServerCheck server = ServerCheck.of(connection, connector);
            Transform transform = read.transform();
            if (transform == null) {
                return new Report(settings, server, List.of(), null);
            }
            settings.addAll(uncaptured(transform));
            List<String> unread = new ArrayList<>(transform.tables());
            unread.removeAll(server.readable());
            RowTrial rows = withRows ? read(connection, transform, server.readable()) : null;
            return new Report(settings, server, unread, rows);
        }
    }

    private List<String> uncaptured(Transform transform) {
        return transform.tables().stream()
                .filter(table -> !connector.captures(table))
                .map(table ->
                        "table.include.list does not have %s, which the transform takes rows from".formatted(table))
                .toList();
    }

    private @Nullable RowTrial read(Connection connection, Transform transform, Set<String> readable)
            throws SQLException {
        List<String> tables = transform.tables().stream()
                .filter(table -> readable.contains(table) && connector.captures(table))
                .toList();
        RowTrial rows = new RowTrial(transform);
        List<String> filled = ServerCheck.withRows(connection, tables);
        if (!filled.isEmpty()) {
            try (Progress progress = Progress.of(showsProgress, ServerCheck.estimatedRows(connection, filled))) {
                new SnapshotReader(connector.values()).read(filled, rows, progress::read);
            }
        }
        return rows;
    }

    private Connection connect() throws SQLException {
        Properties properties = new Properties();
        OF_DRIVER.forEach((setting, property) -> {
            String value = connector.values().get(setting);
            if (value != null) {
                properties.setProperty(property, value);
            }
        });
        properties.setProperty("ApplicationName", "oncemark-dry-run");
        properties.setProperty("readOnly", "true");
        properties.setProperty("connectTimeout", "10");
        String url = "jdbc:postgresql://%s:%s/%s"
                .formatted(
                        required("database.hostname"),
                        connector.values().getOrDefault("database.port", "5432"),
                        required("database.dbname"));
        return DriverManager.getConnection(url, properties);
    }

    private String required(String setting) {
        String value = connector.values().get(setting);
        if (value == null || value.isBlank()) {
            throw new WrongCallException("%s is not set: give it with --set %s=…".formatted(setting, setting));
        }
        return value;
    }
}
