package dev.oncemark.platform;

import java.sql.Connection;
import java.sql.SQLException;
import java.util.ArrayList;
import java.util.List;
import org.jspecify.annotations.Nullable;

/**
 * The platform's PostgreSQL, 13 or later, as it is at one moment.
 *
 * @param slot the connector's; null if the server has none of its name
 * @param tables those that the connector captures
 * @param problems what has to be mended
 */
public record PostgresPlatform(@Nullable Slot slot, List<PlatformTable> tables, List<Problem> problems) {

    /** Reads it by a connection to the platform's database, of any role. */
    public static PostgresPlatform read(Connection connection, ConnectorSettings connector) throws SQLException {
        Slot slot = Slot.read(connection, connector.slot());
        List<PlatformTable> tables = PlatformTable.read(connection, connector);
        List<Problem> problems = new ArrayList<>(Slot.problems(slot, connector.slot(), connection.getCatalog()));
        problems.addAll(ofPublication(Publication.read(connection, connector.publication()), connector, tables));
        problems.addAll(missing(connector, tables));
        tables.forEach(table -> problems.addAll(table.problems(connector)));
        return new PostgresPlatform(slot, tables, problems);
    }

    private static List<Problem> ofPublication(
            @Nullable Publication publication, ConnectorSettings connector, List<PlatformTable> tables) {
        if (publication != null) {
            return publication.problems(tables);
        }
        String sentence =
                "the database has no such publication, so no change is read: CREATE PUBLICATION %s FOR TABLE %s";
        String all = String.join(", ", tables.stream().map(PlatformTable::name).toList());
        return List.of(new Problem(
                Check.PUBLICATION_MISSING,
                connector.publication(),
                sentence.formatted(connector.publication(), all.isEmpty() ? "…" : all)));
    }

    private static List<Problem> missing(ConnectorSettings connector, List<PlatformTable> tables) {
        return connector.tables().stream()
                .filter(entry -> tables.stream().noneMatch(table -> ConnectorSettings.matches(entry, table.name())))
                .map(entry -> new Problem(
                        Check.TABLE_MISSING, entry, "the database has no such table, and table.include.list names it"))
                .toList();
    }
}
