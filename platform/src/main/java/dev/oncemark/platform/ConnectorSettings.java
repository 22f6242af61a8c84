package dev.oncemark.platform;

import java.util.ArrayList;
import java.util.LinkedHashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.regex.Pattern;
import java.util.stream.Stream;

/** The settings of a connector of Debezium, as its JSON has them. */
public record ConnectorSettings(Map<String, String> values) {

    public ConnectorSettings {
        values = Map.copyOf(values);
    }

    public boolean isPostgres() {
        return values.getOrDefault("connector.class", "").endsWith(".PostgresConnector");
    }

    public String slot() {
        return values.getOrDefault("slot.name", "debezium");
    }

    public String publication() {
        return values.getOrDefault("publication.name", "dbz_publication");
    }

    /** The entries of {@code table.include.list}: regular expressions that match a whole {@code schema.table}. */
    public List<String> tables() {
        return split(values.getOrDefault("table.include.list", ""), ",");
    }

    public boolean captures(String table) {
        return tables().stream().anyMatch(entry -> matches(entry, table));
    }

    static boolean matches(String entry, String table) {
        return Pattern.compile(entry, Pattern.CASE_INSENSITIVE).matcher(table).matches();
    }

    /** What {@code message.key.columns} says of a table; empty if it does not, and the primary key is what counts. */
    public Set<String> keyColumns(String table) {
        Set<String> columns = new LinkedHashSet<>();
        for (String entry : split(values.getOrDefault("message.key.columns", ""), ";")) {
            int colon = entry.lastIndexOf(':');
            if (colon > 0 && matches(entry.substring(0, colon).strip(), table)) {
                columns.addAll(split(entry.substring(colon + 1), ","));
            }
        }
        return columns;
    }

    private static List<String> split(String list, String separator) {
        List<String> parts = new ArrayList<>();
        Stream.of(list.split(separator, -1))
                .map(String::strip)
                .filter(part -> !part.isEmpty())
                .forEach(parts::add);
        return parts;
    }
}
