package dev.oncemark.bench;

import dev.oncemark.localstack.App;
import dev.oncemark.localstack.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.stream.Collectors;
import java.util.stream.Stream;

/** A process that is measured, with the JVM options that all of them have. Killed when this JVM ends. */
public final class Child implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final String name;
    private final Process process;

    private Child(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** An app of Oncemark, from its executable jar. */
    public static Child app(String module, int heapMiB, Path log, Map<String, String> settings) {
        return start(module, heapMiB, List.of("-jar", App.jar(module).toString()), log, settings);
    }

    /**
     * A class of this module. {@code without} are beginnings of the names of jars that it must not see; what Flink has of
     * its own comes last.
     */
    public static Child ofBench(
            Class<?> main, int heapMiB, List<String> without, Path log, List<String> options, List<String> arguments) {
        List<String> words = new ArrayList<>(options);
        words.addAll(List.of("-cp", classPath(without), main.getName()));
        words.addAll(arguments);
        return start(main.getSimpleName(), heapMiB, words, log, Map.of());
    }

    private static String classPath(List<String> without) {
        Path home = ProjectHome.directory();
        try (Stream<Path> jars = Files.list(home.resolve("bench/target/lib"))) {
            Stream<Path> wanted = jars.filter(
                    jar -> without.stream().noneMatch(jar.getFileName().toString()::startsWith));
            Stream<Path> classes = Stream.of("bench", "contracts", "runtime", "local-stack")
                    .map(module -> home.resolve(module).resolve("target/classes"));
            return Stream.concat(Stream.concat(classes, wanted), Stream.of(home.resolve("bench/target/lib-flink/*")))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        } catch (IOException missing) {
            throw new IllegalStateException("bench is not built: mvn -DskipTests package", missing);
        }
    }

    private static Child start(
            String name, int heapMiB, List<String> words, Path log, Map<String, String> environment) {
        List<String> command = new ArrayList<>();
        command.add(Path.of(System.getProperty("java.home"), "bin", "java").toString());
        command.addAll(OPTIONS);
        command.add("-Xmx" + heapMiB + "m");
        command.addAll(words);
        ProcessBuilder builder = new ProcessBuilder(command)
                .redirectErrorStream(true)
                .redirectOutput(ProcessBuilder.Redirect.appendTo(log.toFile()));
        builder.environment().putAll(environment);
        try {
            Child child = new Child(name, builder.start());
            Runtime.getRuntime().addShutdownHook(new Thread(child.process::destroyForcibly));
            return child;
        } catch (IOException refused) {
            throw new IllegalStateException("cannot start " + name, refused);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** @throws IllegalStateException if it ended by itself */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " ended with exit code " + process.exitValue() + "; see its log");
        }
    }

    /** Waits until it ends by itself; the exit code. */
    public int await(long seconds) {
        try {
            if (!process.waitFor(seconds, TimeUnit.SECONDS)) {
                throw new IllegalStateException(name + " did not end within " + seconds + " s");
            }
            return process.exitValue();
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    /** As {@code kill -9} does. */
    public void kill() {
        process.destroyForcibly();
        await(10);
    }

    /** Asks it to end; kills it after ten seconds. */
    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(10, TimeUnit.SECONDS)) {
                process.destroyForcibly();
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
