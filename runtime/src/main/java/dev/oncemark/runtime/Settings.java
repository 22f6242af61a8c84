package dev.oncemark.runtime;

import io.smallrye.config.SmallRyeConfig;
import java.time.Duration;
import java.util.Arrays;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.NoSuchElementException;
import java.util.TreeMap;
import java.util.regex.Pattern;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * An app's settings by name. Each has a default in the app's {@code oncemark.properties}; a file named by {@code
 * ONCEMARK_CONFIG_FILE} overrides it, and an environment variable overrides both: {@code oncemark.http.port} is {@code
 * ONCEMARK_HTTP_PORT}. {@code ONCEMARK_POSTGRES_PASSWORD_FILE} names a file that has the value, as secrets are handed to
 * containers. What Kafka itself understands passes through as {@code oncemark.kafka.*}.
 */
public final class Settings {

    static final String PREFIX = "oncemark.";
    static final String KAFKA = PREFIX + "kafka.";

    /** Begins the settings of identity providers by their names, which the operator chooses. */
    static final String PROVIDERS = PREFIX + "auth.providers.";

    private static final Pattern COMMA = Pattern.compile(",");

    private final SmallRyeConfig config;
    private final List<String> warnings;

    private Settings(SmallRyeConfig config, List<String> warnings) {
        this.config = config;
        this.warnings = warnings;
    }

    /**
     * The settings of the app whose class loader has {@code oncemark.properties}, and of the environment given.
     *
     * @throws InvalidSettingException if a file that the environment names cannot be read
     */
    public static Settings load(Class<?> app, Map<String, String> environment) {
        Map<String, String> variables = RenamedSettings.apply(environment);
        Map<String, String> defaults = SettingFiles.defaults(app);
        List<String> warnings = new java.util.ArrayList<>(RenamedSettings.warnings(environment));
        warnings.addAll(new KnownSettings(defaults.keySet()).warnings(variables.keySet()));
        return new Settings(SettingSources.of(defaults, variables), List.copyOf(warnings));
    }

    /** Settings as given, for tests. */
    public static Settings of(Map<String, String> values) {
        return new Settings(SettingSources.of(values, Map.of()), List.of());
    }

    /** What is to be told at start: variables that no app knows, and old names. */
    public List<String> warnings() {
        return warnings;
    }

    /** @throws InvalidSettingException if there is none, or it is empty */
    public String text(String name) {
        String value = optionalText(name);
        if (value == null) {
            throw new InvalidSettingException(name, "is not set");
        }
        return value;
    }

    /** The setting's text without blanks around it, or null if it is not set or empty. */
    public @Nullable String optionalText(String name) {
        String value = config.getConfigValue(name).getValue();
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** The setting's parts between commas, without blanks around them; empty if it is not set or empty. */
    public List<String> list(String name) {
        String value = optionalText(name);
        return value == null
                ? List.of()
                : COMMA.splitAsStream(value)
                        .map(String::strip)
                        .filter(part -> !part.isEmpty())
                        .toList();
    }

    /** @throws InvalidSettingException if it is not a whole number from {@code min} to {@code max} */
    public int integer(String name, int min, int max) {
        int value = converted(name, Integer.class, "a whole number");
        if (value < min || value > max) {
            throw new InvalidSettingException(name, "is " + value + ", but has to be from " + min + " to " + max);
        }
        return value;
    }

    /** @throws InvalidSettingException if it is not {@code true} or {@code false} */
    public boolean flag(String name) {
        return converted(name, Boolean.class, "true or false");
    }

    /**
     * A length of time, such as {@code 20ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 7d}.
     *
     * @throws InvalidSettingException if it is anything else
     */
    public Duration duration(String name) {
        return converted(name, Duration.class, "a duration such as 20ms, 10s, 5m, 2h or 7d");
    }

    /** @throws InvalidSettingException if it is not the name of one of {@code type}'s constants, in any case */
    public <E extends Enum<E>> E constant(String name, Class<E> type) {
        String value = text(name);
        for (E constant : type.getEnumConstants()) {
            if (constant.name().equalsIgnoreCase(value)) {
                return constant;
            }
        }
        String names = Arrays.stream(type.getEnumConstants())
                .map(constant -> constant.name().toLowerCase(Locale.ROOT))
                .collect(Collectors.joining(", "));
        throw new InvalidSettingException(name, "is '" + value + "', but has to be one of " + names);
    }

    /** What is to be passed to Kafka's clients as it is: {@code oncemark.kafka.bootstrap.servers} and its like. */
    public Map<String, String> kafka() {
        return under(KAFKA);
    }

    /** The settings of {@code oncemark.auth.providers.*}, by what follows that. */
    public Map<String, String> providers() {
        return under(PROVIDERS);
    }

    private Map<String, String> under(String prefix) {
        Map<String, String> found = new TreeMap<>();
        for (String name : config.getPropertyNames()) {
            String value = name.startsWith(prefix) ? optionalText(name) : null;
            if (value != null) {
                found.put(name.substring(prefix.length()), value);
            }
        }
        return found;
    }

    private <T> T converted(String name, Class<T> type, String wanted) {
        try {
            return config.getValue(name, type);
        } catch (NoSuchElementException missing) {
            throw new InvalidSettingException(name, "is not set");
        } catch (IllegalArgumentException | ArithmeticException unreadable) {
            throw new InvalidSettingException(name, "is '" + text(name) + "', but has to be " + wanted);
        }
    }

    /** The environment variable that overrides the setting. */
    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }
}
