package dev.oncemark.platform;

import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.HashSet;
import java.util.List;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * The connector's publication.
 *
 * @param missing operations that it leaves out
 * @param viaRoot whether changes of partitions are published as those of the table that they are of
 * @param tables whose changes it publishes, as {@code schema.table}
 */
record Publication(String name, List<String> missing, boolean viaRoot, Set<String> tables) {

    private static final List<String> OPERATIONS = List.of("insert", "update", "delete", "truncate");

    private static final String PUBLICATION = """
            SELECT pubinsert, pubupdate, pubdelete, pubtruncate, pubviaroot FROM pg_publication WHERE pubname = ?
            """;

    private static final String TABLES = """
            SELECT schemaname || '.' || tablename FROM pg_publication_tables WHERE pubname = ?
            """;

    /** Null if there is none of that name in the database. */
    static @Nullable Publication read(Connection connection, String name) throws SQLException {
        try (PreparedStatement statement = connection.prepareStatement(PUBLICATION)) {
            statement.setString(1, name);
            try (ResultSet row = statement.executeQuery()) {
                return row.next()
                        ? new Publication(name, missing(row), row.getBoolean(5), tables(connection, name))
                        : null;
            }
        }
    }

    private static List<String> missing(ResultSet row) throws SQLException {
        List<String> missing = new ArrayList<>();
        for (String operation : OPERATIONS) {
            if (!row.getBoolean("pub" + operation)) {
                missing.add(operation);
            }
        }
        return missing;
    }

    private static Set<String> tables(Connection connection, String name) throws SQLException {
        Set<String> tables = new HashSet<>();
        try (PreparedStatement statement = connection.prepareStatement(TABLES)) {
            statement.setString(1, name);
            try (ResultSet rows = statement.executeQuery()) {
                while (rows.next()) {
                    tables.add(rows.getString(1));
                }
            }
        }
        return tables;
    }

    List<Problem> problems(List<PlatformTable> captured) {
        List<Problem> problems = new ArrayList<>();
        if (!missing.isEmpty()) {
            problems.add(new Problem(
                    Check.PUBLICATION_OPERATIONS,
                    name,
                    "the publication leaves out %s: ALTER PUBLICATION %s SET (publish = '%s')"
                            .formatted(String.join(", ", missing), name, String.join(", ", OPERATIONS))));
        }
        for (PlatformTable table : captured) {
            if (!tables.contains(table.name())) {
                problems.add(new Problem(Check.TABLE_UNPUBLISHED, table.name(), unpublished(table)));
            }
        }
        return problems;
    }

    private String unpublished(PlatformTable table) {
        return table.partitioned() && !viaRoot
                ? "the table is partitioned, and its partitions' changes are published under their own names:"
                        + " ALTER PUBLICATION %s SET (publish_via_partition_root = true)".formatted(name)
                : "the table is not in publication %1$s, so its changes are being missed:".formatted(name)
                        + " ALTER PUBLICATION %s ADD TABLE %s; then take a snapshot again"
                                .formatted(name, table.name());
    }
}
