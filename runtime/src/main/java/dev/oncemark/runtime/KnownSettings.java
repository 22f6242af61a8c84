package dev.oncemark.runtime;

import java.io.IOException;
import java.io.InputStream;
import java.io.UncheckedIOException;
import java.nio.charset.StandardCharsets;
import java.util.Collection;
import java.util.Comparator;
import java.util.List;
import java.util.Set;
import java.util.TreeSet;
import java.util.stream.Collectors;

/**
 * Finds variables that look like settings and are none. What another app knows is none of them, since installations
 * hand one environment to all three; nor is what belongs to the launcher or the build.
 */
final class KnownSettings {

    private static final String PREFIX = Settings.variable(Settings.PREFIX);

    /** Those of {@code ./oncemark}, of the build, and of the command that creates the topics. */
    private static final List<String> OTHERS =
            List.of(PREFIX + "STACK_", PREFIX + "CI_", PREFIX + "DATA_DIR", PREFIX + "TOPICS_");

    private final Set<String> variables;

    /** @param own the names of the app's own settings, with dots */
    KnownSettings(Collection<String> own) {
        this.variables = new TreeSet<>(ofAllApps());
        own.forEach(name -> variables.add(Settings.variable(name)));
    }

    /** A line for each variable that is unknown, with the known one that is most like it. */
    List<String> warnings(Collection<String> environment) {
        return environment.stream()
                .filter(variable -> variable.startsWith(PREFIX) && !isKnown(variable))
                .sorted()
                .map(variable -> variable + " is not known; the most similar setting is " + nearest(variable))
                .toList();
    }

    private boolean isKnown(String variable) {
        String value = variable.endsWith(SettingSources.FILE)
                ? variable.substring(0, variable.length() - SettingSources.FILE.length())
                : variable;
        return variables.contains(variable)
                || variables.contains(value)
                || variable.equals(SettingSources.CONFIG_FILE)
                || variable.startsWith(SettingSources.KAFKA_VARIABLE)
                || variable.startsWith(SettingSources.PROVIDERS_VARIABLE)
                || OTHERS.stream().anyMatch(variable::startsWith);
    }

    private String nearest(String variable) {
        return variables.stream()
                .min(Comparator.comparingInt(known -> difference(variable, known)))
                .orElse(SettingSources.CONFIG_FILE);
    }

    /** How many characters stand between what both begin with and what both end with: few where one was mistyped. */
    private static int difference(String left, String right) {
        int shorter = Math.min(left.length(), right.length());
        int begin = 0;
        while (begin < shorter && left.charAt(begin) == right.charAt(begin)) {
            begin++;
        }
        int end = 0;
        while (end < shorter - begin
                && left.charAt(left.length() - 1 - end) == right.charAt(right.length() - 1 - end)) {
            end++;
        }
        return Math.max(left.length(), right.length()) - begin - end;
    }

    /** Written by {@code SettingsTableTest} from the three apps' {@code oncemark.properties}. */
    private static Set<String> ofAllApps() {
        try (InputStream in = KnownSettings.class.getResourceAsStream("known-settings.txt")) {
            if (in == null) {
                throw new IllegalStateException("known-settings.txt is missing from the jar");
            }
            return new String(in.readAllBytes(), StandardCharsets.UTF_8)
                    .lines()
                    .map(Settings::variable)
                    .collect(Collectors.toSet());
        } catch (IOException unreadable) {
            throw new UncheckedIOException(unreadable);
        }
    }
}
