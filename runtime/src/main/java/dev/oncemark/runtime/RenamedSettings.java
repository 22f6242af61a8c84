package dev.oncemark.runtime;

import java.util.HashMap;
import java.util.List;
import java.util.Map;

/** Variables of earlier versions. They still count, unless the new one is there as well, and are told at start. */
final class RenamedSettings {

    /** From old to new. Listed in the upgrade notes. */
    private static final Map<String, String> RENAMED = Map.of(
            "ONCEMARK_SINK_RETRYFIRST", "ONCEMARK_SINK_RETRY_FIRST",
            "ONCEMARK_SINK_RETRYLONGEST", "ONCEMARK_SINK_RETRY_LONGEST");

    private RenamedSettings() {}

    /** The environment with new names alone. */
    static Map<String, String> apply(Map<String, String> environment) {
        Map<String, String> renamed = new HashMap<>(environment);
        RENAMED.forEach((before, now) -> {
            String value = renamed.remove(before);
            if (value != null) {
                renamed.putIfAbsent(now, value);
            }
        });
        return renamed;
    }

    static List<String> warnings(Map<String, String> environment) {
        return RENAMED.entrySet().stream()
                .filter(names -> environment.containsKey(names.getKey()))
                .map(names -> names.getKey() + " is an old name; it is " + names.getValue() + " now")
                .sorted()
                .toList();
    }
}
