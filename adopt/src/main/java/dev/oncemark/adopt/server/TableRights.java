package dev.oncemark.adopt.server;

import dev.oncemark.platform.ConnectorSettings;
import dev.oncemark.platform.PlatformTable;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** What the role may read: it needs the schema, and of each table every column that the connector takes. */
record TableRights(List<String> problems, Set<String> readable) {

    private static final String COLUMNS = """
            SELECT current_user, has_schema_privilege(table_.relnamespace, 'USAGE'), table_.relnamespace::regnamespace::text,
                col.attname::text, has_column_privilege(table_.oid, col.attnum, 'SELECT')
            FROM pg_class table_ JOIN pg_attribute col ON col.attrelid = table_.oid
            WHERE table_.oid = ?::bigint::oid AND col.attnum > 0 AND NOT col.attisdropped ORDER BY col.attnum
            """;

    static TableRights of(Connection connection, ConnectorSettings connector, List<PlatformTable> tables)
            throws SQLException {
        Set<String> problems = new LinkedHashSet<>();
        Set<String> readable = new LinkedHashSet<>();
        for (PlatformTable table : tables) {
            List<String> missing = missing(connection, connector, table);
            problems.addAll(missing);
            if (missing.isEmpty()) {
                readable.add(table.name());
            }
        }
        return new TableRights(List.copyOf(problems), readable);
    }

    private static List<String> missing(Connection connection, ConnectorSettings connector, PlatformTable table)
            throws SQLException {
        List<Pattern> taken = taken(connector);
        Set<String> missing = new LinkedHashSet<>();
        List<String> refused = new ArrayList<>();
        String role = "";
        try (PreparedStatement statement = connection.prepareStatement(COLUMNS)) {
            statement.setLong(1, table.oid());
            try (ResultSet columns = statement.executeQuery()) {
                while (columns.next()) {
                    role = columns.getString(1);
                    String column = columns.getString(4);
                    if (!columns.getBoolean(2)) {
                        missing.add("role %1$s may not use schema %2$s: GRANT USAGE ON SCHEMA %2$s TO %1$s"
                                .formatted(role, columns.getString(3)));
                    }
                    if (!columns.getBoolean(5) && isTaken(taken, table.name() + "." + column)) {
                        refused.add(column);
                    }
                }
            }
        }
        if (!refused.isEmpty()) {
            missing.add(unreadable(role, table.name(), refused, taken.isEmpty()));
        }
        return List.copyOf(missing);
    }

    private static String unreadable(String role, String table, List<String> columns, boolean whole) {
        String named = String.join(", ", columns);
        return "%s: role %s may not read %s: GRANT SELECT %sON %s TO %s"
                .formatted(table, role, named, whole ? "" : "(" + named + ") ", table, role);
    }

    /** Empty if the connector takes every column. */
    private static List<Pattern> taken(ConnectorSettings connector) {
        return Stream.of(connector
                        .values()
                        .getOrDefault("column.include.list", "")
                        .split(","))
                .map(String::strip)
                .filter(entry -> !entry.isEmpty())
                .map(entry -> Pattern.compile(entry, Pattern.CASE_INSENSITIVE))
                .toList();
    }

    private static boolean isTaken(List<Pattern> taken, String column) {
        return taken.isEmpty()
                || taken.stream().anyMatch(entry -> entry.matcher(column).matches());
    }
}
