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
                || OTHERS.stream().anyMatch(variable::startsWith);
    }

    private String nearest(String variable) {
        return variables.stream()
                .min(Comparator.comparingInt(known -> distance(variable, known)))
                .orElse(SettingSources.CONFIG_FILE);
    }

    /** How many characters have to be put in, taken out or changed to get from one to the other (Levenshtein). */
    private static int distance(String left, String right) {
        int[] above = new int[right.length() + 1];
        for (int column = 0; column <= right.length(); column++) {
            above[column] = column;
        }
        for (int row = 1; row <= left.length(); row++) {
            int[] line = new int[right.length() + 1];
            line[0] = row;
            for (int column = 1; column <= right.length(); column++) {
                int changed = above[column - 1] + (left.charAt(row - 1) == right.charAt(column - 1) ? 0 : 1);
                line[column] = Math.min(changed, 1 + Math.min(line[column - 1], above[column]));
            }
            above = line;
        }
        return above[right.length()];
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
