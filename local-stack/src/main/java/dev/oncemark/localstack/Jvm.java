package dev.oncemark.localstack;

import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;

/**
 * How the JVM of a part is started: the same Java as this one, a small heap, and one thread for garbage, since six of
 * them share a developer's machine.
 *
 * @param part the part's directory, by which the process is known again
 * @param heapMiB the most that the heap may take
 */
record Jvm(Path part, int heapMiB) {

    /** Runs {@code main} with every jar of Kafka, Connect and Debezium on its class path, and more JVM options. */
    List<String> server(List<String> options, String main, String... arguments) {
        return server(ProjectHome.lib() + "/*", options, main, arguments);
    }

    /** Runs {@code main} with another class path. */
    List<String> server(String classPath, List<String> options, String main, String... arguments) {
        List<String> words = options();
        words.addAll(options);
        ServerLogging.PROPERTIES.forEach((name, value) -> words.add("-D" + name + "=" + value));
        words.addAll(List.of("-cp", classPath, main));
        words.addAll(List.of(arguments));
        return words;
    }

    /** Runs an app, with more JVM options. */
    List<String> app(List<String> options, Path jar) {
        List<String> words = options();
        words.addAll(options);
        words.addAll(List.of("-jar", jar.toString()));
        return words;
    }

    private List<String> options() {
        return new ArrayList<>(List.of(
                Path.of(System.getProperty("java.home"), "bin", "java").toString(),
                "-Doncemark.part=" + part,
                "-Xmx" + heapMiB + "m",
                "-XX:+UseSerialGC",
                "-XX:+ExitOnOutOfMemoryError"));
    }
}
