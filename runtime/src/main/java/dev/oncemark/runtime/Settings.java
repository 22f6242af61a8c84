package dev.oncemark.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.Reader;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.time.format.DateTimeParseException;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Properties;
import java.util.TreeMap;
import java.util.function.Function;
import org.jspecify.annotations.Nullable;

/**
 * Settings by name. Each has a default in the app's {@code oncemark.properties}; a file named by {@code
 * ONCEMARK_CONFIG_FILE} overrides it, and an environment variable overrides both: {@code oncemark.http.port} is {@code
 * ONCEMARK_HTTP_PORT}. What Kafka itself understands passes through as {@code oncemark.kafka.*}.
 */
public final class Settings {

    private static final String PREFIX = "oncemark.";
    private static final String KAFKA = PREFIX + "kafka.";
    private static final String KAFKA_VARIABLE = variable(KAFKA);
    private static final String CONFIG_FILE = "ONCEMARK_CONFIG_FILE";

    private final Map<String, String> values;

    private Settings(Map<String, String> values) {
        this.values = values;
    }

    /** The settings of the app whose class loader has {@code oncemark.properties}, and of the environment given. */
    public static Settings load(Class<?> app, Map<String, String> environment) {
        Map<String, String> values = new TreeMap<>(defaults(app));
        String file = environment.get(CONFIG_FILE);
        if (file != null) {
            values.putAll(read(Path.of(file)));
        }
        values.replaceAll((name, value) -> environment.getOrDefault(variable(name), value));
        values.putAll(kafkaOf(environment));
        return new Settings(values);
    }

    /** Settings as given, for tests. */
    public static Settings of(Map<String, String> values) {
        return new Settings(new TreeMap<>(values));
    }

    /** @throws InvalidSettingException if there is none, or it is empty */
    public String text(String name) {
        String value = values.get(name);
        if (value == null || value.isBlank()) {
            throw new InvalidSettingException(name, "is not set");
        }
        return value.strip();
    }

    /** The setting's text, or null if it is not set or empty. */
    public @Nullable String optionalText(String name) {
        String value = values.get(name);
        return value == null || value.isBlank() ? null : value.strip();
    }

    /** @throws InvalidSettingException if it is not a whole number from {@code min} to {@code max} */
    public int integer(String name, int min, int max) {
        int value = parsed(name, Integer::parseInt, "a whole number");
        if (value < min || value > max) {
            throw new InvalidSettingException(name, "is " + value + ", but has to be from " + min + " to " + max);
        }
        return value;
    }

    /** @throws InvalidSettingException if it is not {@code true} or {@code false} */
    public boolean flag(String name) {
        return parsed(name, Settings::parseFlag, "true or false");
    }

    /**
     * A length of time, such as {@code 20ms}, {@code 10s}, {@code 5m}, {@code 2h} or {@code 7d}.
     *
     * @throws InvalidSettingException if it is anything else
     */
    public Duration duration(String name) {
        return parsed(name, Settings::parseDuration, "a duration such as 20ms, 10s, 5m, 2h or 7d");
    }

    /** What is to be passed to Kafka's clients as it is: {@code oncemark.kafka.bootstrap.servers} and its like. */
    public Map<String, String> kafka() {
        return startingWith(KAFKA);
    }

    /** Every setting whose name starts with {@code prefix}, by the rest of its name. */
    public Map<String, String> startingWith(String prefix) {
        Map<String, String> found = new TreeMap<>();
        values.forEach((name, value) -> {
            if (name.startsWith(prefix) && !value.isBlank()) {
                found.put(name.substring(prefix.length()), value.strip());
            }
        });
        return found;
    }

    private <T> T parsed(String name, Function<String, T> parse, String wanted) {
        String value = text(name);
        try {
            return parse.apply(value);
        } catch (IllegalArgumentException | DateTimeParseException | ArithmeticException unreadable) {
            throw new InvalidSettingException(name, "is '" + value + "', but has to be " + wanted);
        }
    }

    private static boolean parseFlag(String value) {
        return switch (value) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static Duration parseDuration(String value) {
        int unitAt = 0;
        while (unitAt < value.length() && Character.isDigit(value.charAt(unitAt))) {
            unitAt++;
        }
        long amount = Long.parseLong(value.substring(0, unitAt));
        return switch (value.substring(unitAt)) {
            case "ms" -> Duration.ofMillis(amount);
            case "s" -> Duration.ofSeconds(amount);
            case "m" -> Duration.ofMinutes(amount);
            case "h" -> Duration.ofHours(amount);
            case "d" -> Duration.ofDays(amount);
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static Map<String, String> defaults(Class<?> app) {
        try (InputStream in = app.getResourceAsStream("/oncemark.properties")) {
            Properties properties = new Properties();
            if (in != null) {
                properties.load(in);
            }
            return texts(properties);
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }

    private static Map<String, String> read(Path file) {
        try (Reader in = Files.newBufferedReader(file)) {
            Properties properties = new Properties();
            properties.load(in);
            return texts(properties);
        } catch (IOException unreadable) {
            throw new InvalidSettingException(CONFIG_FILE, "names " + file + ", which cannot be read: " + unreadable);
        }
    }

    private static Map<String, String> texts(Properties properties) {
        Map<String, String> texts = new HashMap<>();
        properties.stringPropertyNames().forEach(name -> texts.put(name, properties.getProperty(name)));
        return texts;
    }

    private static Map<String, String> kafkaOf(Map<String, String> environment) {
        Map<String, String> found = new HashMap<>();
        environment.forEach((variable, value) -> {
            if (variable.startsWith(KAFKA_VARIABLE)) {
                String name = variable.substring(KAFKA_VARIABLE.length()).toLowerCase(Locale.ROOT);
                found.put(KAFKA + name.replace('_', '.'), value);
            }
        });
        return found;
    }

    static String variable(String name) {
        return name.toUpperCase(Locale.ROOT).replace('.', '_').replace('-', '_');
    }

    /** A setting that is missing or cannot be used; the message names it, its variable and what it has to be. */
    public static final class InvalidSettingException extends RuntimeException {
        private static final long serialVersionUID = 1;

        InvalidSettingException(String name, String problem) {
            super(name.startsWith(PREFIX) ? name + " (" + variable(name) + ") " + problem : name + " " + problem);
        }
    }
}
