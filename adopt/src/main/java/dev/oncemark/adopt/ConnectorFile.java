package dev.oncemark.adopt;

import dev.oncemark.cli.WrongCallException;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.platform.ConnectorSettings;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.Set;
import java.util.TreeSet;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import tools.jackson.core.JacksonException;
import tools.jackson.databind.JsonNode;

/** A connector's JSON: its settings, or an object with {@code name} and {@code config}. */
final class ConnectorFile {

    private static final Pattern VARIABLE = Pattern.compile("\\$\\{env:([^}]*)}");

    private ConnectorFile() {}

    /**
     * The settings as Connect would have them.
     *
     * @param overrides settings that count instead of the file's
     * @param environment for each <code>${env:NAME}</code>
     * @throws WrongCallException if the file cannot be read, or a variable is not set
     */
    static ConnectorSettings read(Path file, Map<String, String> overrides, Map<String, String> environment) {
        Map<String, String> settings = new LinkedHashMap<>();
        JsonNode json = json(file);
        JsonNode config = json.path("config").isObject() ? json.path("config") : json;
        config.properties()
                .forEach(entry -> settings.put(entry.getKey(), entry.getValue().asString("")));
        settings.putAll(overrides);
        TreeSet<String> unset = new TreeSet<>();
        settings.replaceAll((name, value) -> resolved(value, environment, unset));
        if (!unset.isEmpty()) {
            throw new WrongCallException("%s is not set, and %s needs it: set it, or give the setting with --set"
                    .formatted(String.join(", ", unset), file));
        }
        return new ConnectorSettings(settings);
    }

    private static JsonNode json(Path file) {
        if (!Files.isReadable(file)) {
            throw new WrongCallException("%s cannot be read".formatted(file));
        }
        try {
            JsonNode json = JsonSerde.MAPPER.readTree(file.toFile());
            if (json.isObject()) {
                return json;
            }
            throw new WrongCallException("%s is no JSON object".formatted(file));
        } catch (JacksonException unreadable) {
            throw new WrongCallException("%s is no JSON: %s".formatted(file, unreadable.getOriginalMessage()));
        }
    }

    private static String resolved(String value, Map<String, String> environment, Set<String> unset) {
        return VARIABLE.matcher(value).replaceAll(found -> {
            String variable = environment.get(found.group(1));
            if (variable == null) {
                unset.add(found.group(1));
            }
            return Matcher.quoteReplacement(variable == null ? "" : variable);
        });
    }
}
