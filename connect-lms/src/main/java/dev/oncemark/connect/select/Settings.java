package dev.oncemark.connect.select;

import dev.oncemark.connect.expression.InvalidExpressionException;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigDef;
import org.apache.kafka.common.config.ConfigDef.Importance;
import org.apache.kafka.common.config.ConfigException;
import org.jspecify.annotations.Nullable;

/**
 * The transform's settings.
 *
 * @param mappings of all kinds
 * @param versionEpoch the highest byte of the versions of rows that come from MySQL and MariaDB
 * @param ignoredTables tables whose rows are passed over, such as Debezium's signals
 */
public record Settings(List<Mapping> mappings, int versionEpoch, Set<String> ignoredTables) {

    public static final String VERSION_EPOCH = "version.epoch";
    public static final String TABLES_IGNORED = "tables.ignored";

    private static final int MAX_EPOCH = 127;

    /** As Connect validates them before a connector is made or changed. */
    public static final ConfigDef DEFINITION = definition();

    /** @throws ConfigException if one is wrong, missing or unknown; the message names it */
    public static Settings of(Map<String, ?> given) {
        requireKnown(given);
        Map<String, Object> parsed = DEFINITION.parse(given);
        SectionsGuard.requireSections(parsed);
        List<Mapping> mappings =
                Stream.of(Kind.values()).flatMap(kind -> mappings(kind, parsed)).toList();
        @SuppressWarnings("unchecked")
        List<String> ignored = (List<String>) parsed.get(TABLES_IGNORED);
        return new Settings(mappings, (int) Objects.requireNonNull(parsed.get(VERSION_EPOCH)), Set.copyOf(ignored));
    }

    private static Stream<Mapping> mappings(Kind kind, Map<String, Object> parsed) {
        Object sql = parsed.get(kind.tableName());
        return sql == null ? Stream.empty() : SelectReader.read(kind, sql.toString()).stream();
    }

    /** The names of all tables that rows are taken from. */
    public Set<String> tables() {
        Set<String> tables = new TreeSet<>();
        mappings.forEach(mapping -> tables.add(mapping.table()));
        return tables;
    }

    private static void requireKnown(Map<String, ?> given) {
        Set<String> unknown = new TreeSet<>(given.keySet());
        unknown.removeAll(DEFINITION.names());
        // Connect's own, which it leaves among them.
        unknown.removeAll(Set.of("type", "predicate", "negate", "plugin.version"));
        if (!unknown.isEmpty()) {
            throw new ConfigException("%s: no such setting; there are %s"
                    .formatted(String.join(", ", unknown), String.join(", ", new TreeSet<>(DEFINITION.names()))));
        }
    }

    private static ConfigDef definition() {
        ConfigDef definition = new ConfigDef();
        select(definition, Kind.COURSE, true);
        select(definition, Kind.SECTION, false);
        select(definition, Kind.LESSON, true);
        select(definition, Kind.ENROLLMENT, true);
        select(definition, Kind.PROGRESS, false);
        return definition
                .define(
                        VERSION_EPOCH,
                        ConfigDef.Type.INT,
                        0,
                        ConfigDef.Range.between(0, MAX_EPOCH),
                        Importance.LOW,
                        "MySQL and MariaDB: raise it by one when the connector goes on with another server, whose log has"
                                + " files and positions of its own.")
                .define(
                        TABLES_IGNORED,
                        ConfigDef.Type.LIST,
                        "",
                        Importance.LOW,
                        "Tables that the connector captures and whose rows are passed over, such as Debezium's signals.");
    }

    private static void select(ConfigDef definition, Kind kind, boolean required) {
        String documentation =
                "SELECT of the columns %s FROM one table, or several by UNION ALL; WHERE says which rows count."
                        .formatted(kind.fieldNames());
        definition.define(
                kind.tableName(),
                ConfigDef.Type.STRING,
                required ? ConfigDef.NO_DEFAULT_VALUE : null,
                (name, value) -> validate(kind, name, value),
                Importance.HIGH,
                documentation,
                null,
                -1,
                ConfigDef.Width.LONG,
                kind.tableName(),
                kind == Kind.LESSON ? new SectionsGuard() : null);
    }

    private static void validate(Kind kind, String name, @Nullable Object sql) {
        if (sql == null) {
            return;
        }
        try {
            SelectReader.read(kind, sql.toString());
        } catch (InvalidExpressionException wrong) {
            throw new ConfigException(name + ": " + wrong.getMessage());
        }
    }
}
