package dev.oncemark.runtime;

import io.smallrye.config.PropertiesConfigSource;
import io.smallrye.config.SmallRyeConfig;
import io.smallrye.config.SmallRyeConfigBuilder;
import java.time.Duration;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.eclipse.microprofile.config.spi.Converter;

/** Where settings come from, each source above the one before: defaults, a file, and the environment. */
final class SettingSources {

    static final String CONFIG_FILE = "ONCEMARK_CONFIG_FILE";

    /** What a variable's name ends with whose value is the name of a file that has the setting's value. */
    static final String FILE = "_FILE";

    static final String KAFKA_VARIABLE = Settings.variable(Settings.KAFKA);
    static final String PROVIDERS_VARIABLE = Settings.variable(Settings.PROVIDERS);

    private static final int DEFAULTS = 100;
    private static final int IN_FILE = 200;
    private static final int IN_ENVIRONMENT = 300;

    private SettingSources() {}

    static SmallRyeConfig of(Map<String, String> defaults, Map<String, String> environment) {
        SmallRyeConfigBuilder builder = new SmallRyeConfigBuilder()
                .withSources(new PropertiesConfigSource(defaults, "defaults", DEFAULTS))
                .withConverter(Duration.class, 200, (Converter<Duration>) SettingSources::duration)
                .withConverter(Boolean.class, 200, (Converter<Boolean>) SettingSources::flag);
        Set<String> names = new java.util.TreeSet<>(defaults.keySet());
        String file = environment.get(CONFIG_FILE);
        if (file != null) {
            Map<String, String> inFile = SettingFiles.properties(CONFIG_FILE, file);
            names.addAll(inFile.keySet());
            builder.withSources(new PropertiesConfigSource(inFile, file, IN_FILE));
        }
        return builder.withSources(
                        new PropertiesConfigSource(variables(names, environment), "environment", IN_ENVIRONMENT))
                .build();
    }

    /** What the environment has of settings, by their names. A value given directly goes before one in a file. */
    private static Map<String, String> variables(Set<String> names, Map<String, String> environment) {
        Map<String, String> found = new HashMap<>();
        for (String name : names) {
            put(found, name, Settings.variable(name), environment);
        }
        for (String variable : environment.keySet()) {
            if (variable.startsWith(KAFKA_VARIABLE)) {
                String whole = kafkaName(variable);
                boolean isInFile = variable.endsWith(FILE) && !isKafkas(whole);
                String value = isInFile ? variable.substring(0, variable.length() - FILE.length()) : variable;
                put(found, Settings.KAFKA + kafkaName(value), value, environment);
            } else if (variable.startsWith(PROVIDERS_VARIABLE)) {
                String name = variable.substring(PROVIDERS_VARIABLE.length());
                found.put(Settings.PROVIDERS + dotted(name), environment.get(variable));
            }
        }
        return found;
    }

    private static void put(Map<String, String> found, String name, String variable, Map<String, String> environment) {
        String value = environment.get(variable);
        String file = environment.get(variable + FILE);
        if (value != null) {
            found.put(name, value);
        } else if (file != null && !file.isBlank()) {
            found.put(name, SettingFiles.secret(variable + FILE, file));
        }
    }

    private static String kafkaName(String variable) {
        return dotted(variable.substring(KAFKA_VARIABLE.length()));
    }

    private static String dotted(String variable) {
        return variable.toLowerCase(Locale.ROOT).replace('_', '.');
    }

    /** Kafka has names of its own that end so, such as {@code sasl.oauthbearer.assertion.file}. */
    private static boolean isKafkas(String name) {
        return ConsumerConfig.configNames().contains(name)
                || ProducerConfig.configNames().contains(name)
                || AdminClientConfig.configNames().contains(name);
    }

    private static Boolean flag(String value) {
        return switch (value.strip()) {
            case "true" -> true;
            case "false" -> false;
            default -> throw new IllegalArgumentException(value);
        };
    }

    private static Duration duration(String given) {
        String value = given.strip();
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
}
