package dev.oncemark.platform;

import java.sql.Array;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * A table of the platform that the connector captures.
 *
 * @param oid another one if the table is dropped and made again
 * @param name {@code schema.table}
 * @param primaryKey its columns; empty if there is none
 * @param identities of the table, or of each of its partitions
 */
public record PlatformTable(
        long oid, String name, boolean partitioned, Set<String> primaryKey, List<ReplicaIdentity> identities) {

    private static final String NAMES = """
            SELECT table_.oid::bigint, schema_.nspname || '.' || table_.relname, table_.relkind = 'p'
            FROM pg_class table_ JOIN pg_namespace schema_ ON schema_.oid = table_.relnamespace
            WHERE table_.relkind IN ('r', 'p') AND schema_.nspname NOT LIKE 'pg\\_%' AND schema_.nspname <> 'information_schema'
            ORDER BY 2
            """;

    /** The columns of its primary key, and of each index that says which row it is; the same for each partition. */
    private static final String DETAILS = """
            WITH RECURSIVE tree AS (
                SELECT ?::bigint::oid AS oid
                UNION ALL
                SELECT part.inhrelid FROM tree JOIN pg_inherits part ON part.inhparent = tree.oid
                JOIN pg_class parent ON parent.oid = tree.oid AND parent.relkind = 'p')
            SELECT table_.relreplident, table_.relkind = 'p', columns.primary_key, columns.identity
            FROM tree JOIN pg_class table_ ON table_.oid = tree.oid
            CROSS JOIN LATERAL (
                SELECT array_agg(col.attname::text ORDER BY col.attnum) FILTER (WHERE key.indisprimary) AS primary_key,
                    array_agg(col.attname::text) FILTER (WHERE key.indisreplident) AS identity
                FROM pg_index key JOIN pg_attribute col ON col.attrelid = key.indrelid AND col.attnum = ANY (key.indkey)
                WHERE key.indrelid = table_.oid) columns
            """;

    /** Those that the connector captures, by name. */
    static List<PlatformTable> read(Connection connection, ConnectorSettings connector) throws SQLException {
        List<PlatformTable> tables = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(NAMES);
                ResultSet rows = statement.executeQuery()) {
            while (rows.next()) {
                if (connector.captures(rows.getString(2))) {
                    tables.add(read(connection, rows.getLong(1), rows.getString(2), rows.getBoolean(3)));
                }
            }
        }
        return tables;
    }

    private static PlatformTable read(Connection connection, long oid, String name, boolean partitioned)
            throws SQLException {
        Set<String> primaryKey = new LinkedHashSet<>();
        List<ReplicaIdentity> identities = new ArrayList<>();
        try (PreparedStatement statement = connection.prepareStatement(DETAILS)) {
            statement.setLong(1, oid);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    Set<String> key = texts(rows.getArray(3));
                    primaryKey.addAll(key);
                    if (!rows.getBoolean(2)) {
                        identities.add(ReplicaIdentity.of(rows.getString(1), key, texts(rows.getArray(4))));
                    }
                }
            }
        }
        return new PlatformTable(oid, name, partitioned, primaryKey, identities);
    }

    private static Set<String> texts(@Nullable Array array) throws SQLException {
        return array == null ? Set.of() : new LinkedHashSet<>(List.of((String[]) array.getArray()));
    }

    /** What an old row has to have: the columns of the key of the connector's records. */
    List<Problem> problems(ConnectorSettings connector) {
        Set<String> named = connector.keyColumns(name);
        Set<String> needed = named.isEmpty() ? primaryKey : named;
        if (needed.isEmpty()) {
            return List.of(new Problem(
                    Check.REPLICA_IDENTITY,
                    name,
                    "the table has no primary key, and message.key.columns does not say which columns name a row"));
        }
        return identities.stream()
                .filter(identity -> !identity.has(needed))
                .findFirst()
                .map(identity -> List.of(new Problem(Check.REPLICA_IDENTITY, name, lacking(identity, needed))))
                .orElse(List.of());
    }

    private String lacking(ReplicaIdentity identity, Set<String> needed) {
        Set<String> lacking = new LinkedHashSet<>(needed);
        lacking.removeAll(identity.columns());
        return "a changed or deleted row does not tell its old %s: ALTER TABLE %s REPLICA IDENTITY FULL"
                .formatted(String.join(", ", lacking), name);
    }
}
