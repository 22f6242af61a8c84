package dev.oncemark.adopt.rows;

import dev.oncemark.connect.LmsRows;
import dev.oncemark.connect.select.Kind;
import dev.oncemark.connect.select.Mapping;
import dev.oncemark.connect.select.Settings;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.apache.kafka.common.config.ConfigException;
import org.apache.kafka.common.config.ConfigValue;
import org.jspecify.annotations.Nullable;

/**
 * The connector's transform, as its settings make it.
 *
 * @param rows the transform itself
 * @param mappings from which tables it takes which rows
 */
public record Transform(LmsRows rows, List<Mapping> mappings) {

    /** What the settings are about, and what is wrong with them. */
    public record Read(@Nullable Transform transform, List<String> problems) {}

    /** As Kafka Connect validates and configures it. */
    public static Read of(Map<String, String> connector) {
        List<String> names = Stream.of(connector.getOrDefault("transforms", "").split(","))
                .map(String::strip)
                .filter(name -> LmsRows.class.getName().equals(connector.get("transforms." + name + ".type")))
                .toList();
        if (names.size() != 1) {
            return new Read(
                    null,
                    List.of("transforms: there has to be one of type " + LmsRows.class.getName()
                            + ", which makes Oncemark's rows of the platform's"));
        }
        return of(names.get(0), settings(connector, "transforms." + names.get(0) + "."));
    }

    private static Map<String, String> settings(Map<String, String> connector, String prefix) {
        Map<String, String> settings = new HashMap<>();
        connector.forEach((name, value) -> {
            if (name.startsWith(prefix)) {
                settings.put(name.substring(prefix.length()), value);
            }
        });
        settings.remove("type");
        settings.remove("predicate");
        settings.remove("negate");
        return settings;
    }

    private static Read of(String name, Map<String, String> settings) {
        LmsRows rows = new LmsRows();
        List<String> problems = new ArrayList<>();
        for (ConfigValue value : rows.config().validate(settings)) {
            value.errorMessages().forEach(message -> problems.add("transforms.%s: %s".formatted(name, message)));
        }
        if (!problems.isEmpty()) {
            return new Read(null, problems);
        }
        try {
            rows.configure(settings);
            return new Read(new Transform(rows, Settings.of(settings).mappings()), List.of());
        } catch (ConfigException wrong) {
            return new Read(null, List.of("transforms.%s: %s".formatted(name, wrong.getMessage())));
        }
    }

    /** The tables in the order in which rows refer to one another: courses first, progress last. */
    public List<String> tables() {
        return mappings.stream()
                .sorted(Comparator.comparing(Mapping::kind))
                .map(Mapping::table)
                .distinct()
                .toList();
    }

    /** Of which kind the table's rows are where they do not say so themselves. */
    Kind kind(String table) {
        return mappings.stream()
                .filter(mapping -> mapping.table().equals(table))
                .map(Mapping::kind)
                .min(Comparator.naturalOrder())
                .orElseThrow();
    }
}
