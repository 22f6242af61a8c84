package dev.oncemark.adopt.server;

import dev.oncemark.platform.Check;
import dev.oncemark.platform.ConnectorSettings;
import dev.oncemark.platform.PostgresPlatform;
import dev.oncemark.platform.Problem;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.sql.Statement;
import java.util.ArrayList;
import java.util.EnumSet;
import java.util.List;
import java.util.Set;

/**
 * Whether the platform's PostgreSQL is ready for the connector, as the connector's own role sees it.
 *
 * @param problems what has to be mended before the connector is started
 * @param notes what is good to know
 * @param readable tables that the role may read, as {@code schema.table}
 */
public record ServerCheck(List<String> problems, List<String> notes, Set<String> readable) {

    /** Until the connector is started there is no slot, and nobody reads from it. */
    private static final Set<Check> LATER = EnumSet.of(Check.SLOT_MISSING, Check.SLOT_INACTIVE);

    private static final String SERVER = """
            SELECT current_setting('wal_level'),
                current_setting('max_replication_slots')::int - (SELECT count(*) FROM pg_replication_slots),
                current_setting('max_wal_senders')::int - (SELECT count(*) FROM pg_stat_replication),
                current_setting('max_slot_wal_keep_size'),
                (SELECT rolreplication OR rolsuper FROM pg_roles WHERE rolname = current_user)
                    OR EXISTS (SELECT FROM pg_roles WHERE rolname = 'rds_replication'
                        AND pg_has_role(current_user, oid, 'member')),
                current_user
            """;

    public static ServerCheck of(Connection connection, ConnectorSettings connector) throws SQLException {
        PostgresPlatform platform = PostgresPlatform.read(connection, connector);
        List<String> problems = new ArrayList<>();
        List<String> notes = new ArrayList<>();
        addServer(connection, platform, problems, notes);
        platform.problems().stream()
                .filter(problem -> !LATER.contains(problem.check()))
                .map(Problem::toString)
                .forEach(problems::add);
        TableRights rights = TableRights.of(connection, connector, platform.tables());
        problems.addAll(rights.problems());
        return new ServerCheck(problems, notes, rights.readable());
    }

    private static void addServer(
            Connection connection, PostgresPlatform platform, List<String> problems, List<String> notes)
            throws SQLException {
        try (Statement statement = connection.createStatement();
                ResultSet row = statement.executeQuery(SERVER)) {
            row.next();
            if (!row.getString(1).equals("logical")) {
                problems.add("wal_level is %s: set it to logical, and restart PostgreSQL".formatted(row.getString(1)));
            }
            if (platform.slot() == null && row.getInt(2) < 1) {
                problems.add("no replication slot is left: raise max_replication_slots, and restart PostgreSQL");
            }
            if (row.getInt(3) < 1) {
                problems.add("no WAL sender is left: raise max_wal_senders, and restart PostgreSQL");
            }
            if (row.getString(4).equals("-1")) {
                notes.add(
                        "max_slot_wal_keep_size is not set: if the connector does not read for long, the log fills the disk");
            }
            if (!row.getBoolean(5)) {
                problems.add("role %1$s may not replicate: ALTER ROLE %1$s REPLICATION".formatted(row.getString(6)));
            }
        }
        notes.add(
                platform.slot() == null
                        ? "the connector will create its replication slot when it starts"
                        : "replication slot %s is there already"
                                .formatted(platform.slot().name()));
    }

    /** Of the tables, those that have rows; all of them have to be {@link #readable}. */
    public static List<String> withRows(Connection connection, List<String> tables) throws SQLException {
        List<String> found = new ArrayList<>();
        for (String table : tables) {
            try (PreparedStatement statement =
                            connection.prepareStatement("SELECT EXISTS (SELECT FROM %s)".formatted(quoted(table)));
                    ResultSet row = statement.executeQuery()) {
                row.next();
                if (row.getBoolean(1)) {
                    found.add(table);
                }
            }
        }
        return found;
    }

    /** About how many rows they have, as PostgreSQL's statistics say. */
    public static long estimatedRows(Connection connection, List<String> tables) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement("""
                SELECT coalesce(sum(greatest(reltuples, 0)), 0)::bigint FROM pg_class table_
                JOIN pg_namespace schema_ ON schema_.oid = table_.relnamespace
                WHERE schema_.nspname || '.' || table_.relname = ANY (?)""")) {
            statement.setArray(1, connection.createArrayOf("text", tables.toArray()));
            try (ResultSet row = statement.executeQuery()) {
                row.next();
                return row.getLong(1);
            }
        }
    }

    private static String quoted(String table) {
        int dot = table.indexOf('.');
        return "\"%s\".\"%s\""
                .formatted(
                        table.substring(0, dot).replace("\"", "\"\""),
                        table.substring(dot + 1).replace("\"", "\"\""));
    }
}
