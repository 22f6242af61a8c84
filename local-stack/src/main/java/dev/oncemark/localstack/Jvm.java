package dev.oncemark.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * How the JVM of a part is started: the same Java as this one, a small heap, and one thread for garbage, since six of
 * them share a developer's machine.
 *
 * @param heapMiB the most that the heap may take
 * @param archive where a JVM leaves the classes it had loaded, for a quicker start the next time; null for nowhere
 */
record Jvm(int heapMiB, @Nullable Path archive) {

    private static final int FIRST_WITH_AUTOMATIC_ARCHIVES = 19;

    /** Runs {@code main} with every jar of Kafka, Connect and Debezium on its class path. */
    List<String> server(Map<String, String> properties, String main, String... arguments) {
        List<String> words = options(properties);
        words.addAll(List.of("-cp", ProjectHome.lib() + "/*", main));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Runs an executable jar. */
    List<String> jar(Map<String, String> properties, Path jar) {
        List<String> words = options(properties);
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    private List<String> options(Map<String, String> properties) {
        List<String> words = new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Xmx" + heapMiB + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError"));
        if (archive != null && Runtime.version().feature() >= FIRST_WITH_AUTOMATIC_ARCHIVES) {
            words.addAll(List.of("-XX:+AutoCreateSharedArchive", "-XX:SharedArchiveFile=" + archive, "-Xlog:cds=off"));
        }
        properties.forEach((name, value) -> words.add("-D" + name + "=" + value));
        return words;
    }
}
