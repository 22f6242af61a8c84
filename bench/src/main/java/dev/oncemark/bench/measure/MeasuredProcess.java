package dev.oncemark.bench.measure;

import dev.oncemark.localstack.App;
import dev.oncemark.localstack.ProjectHome;
import dev.oncemark.localstack.process.ProcessStats;
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
public final class MeasuredProcess implements AutoCloseable {

    private static final List<String> OPTIONS = List.of("-XX:+UseSerialGC", "-XX:+ExitOnOutOfMemoryError");

    private final String name;
    private final Process process;

    private MeasuredProcess(String name, Process process) {
        this.name = name;
        this.process = process;
    }

    /** An app of Oncemark, from its jar. */
    public static MeasuredProcess app(String module, int heapMiB, Path log, Map<String, String> settings) {
        return app(App.jar(module), heapMiB, log, settings);
    }

    /** An app of any version, from its jar. */
    public static MeasuredProcess app(Path jar, int heapMiB, Path log, Map<String, String> settings) {
        String name = String.valueOf(jar.getFileName()).replace(".jar", "");
        return start(name, heapMiB, List.of("-jar", jar.toString()), log, settings);
    }

    /** A class of this module that does not use Flink. */
    public static MeasuredProcess peer(Class<?> main, int heapMiB, Path log, List<String> arguments) {
        return ofBench(main, heapMiB, Stream.of("-cp", classPath("flink-|frocksdbjni")), log, arguments);
    }

    /** One that does: Flink's RocksDB and clients are others than those of Kafka Streams, under the same names. */
    public static MeasuredProcess flink(Class<?> main, int heapMiB, Path temporary, Path log, List<String> arguments) {
        Stream<String> options = Stream.of(
                "--add-opens=java.base/java.util=ALL-UNNAMED",
                "--add-opens=java.base/java.lang=ALL-UNNAMED",
                "-Djava.io.tmpdir=" + temporary,
                "-cp",
                classPath("kafka-|rocksdbjni"));
        return ofBench(main, heapMiB, options, log, arguments);
    }

    private static MeasuredProcess ofBench(
            Class<?> main, int heapMiB, Stream<String> options, Path log, List<String> arguments) {
        List<String> words = Stream.of(options, Stream.of(main.getName()), arguments.stream())
                .flatMap(some -> some)
                .toList();
        return start(main.getSimpleName(), heapMiB, words, log, Map.of());
    }

    /** Without the jars whose names begin so; what Flink has of its own comes last. */
    private static String classPath(String without) {
        Path home = ProjectHome.directory();
        try (Stream<Path> jars = Files.list(home.resolve("bench/target/lib"))) {
            Stream<Path> wanted =
                    jars.filter(jar -> !jar.getFileName().toString().matches("(" + without + ").*"));
            Stream<Path> classes = Stream.of("bench", "contracts")
                    .map(module -> home.resolve(module).resolve("target/classes"));
            return Stream.concat(Stream.concat(classes, wanted), Stream.of(home.resolve("bench/target/lib-flink/*")))
                    .map(Path::toString)
                    .collect(Collectors.joining(":"));
        } catch (IOException missing) {
            throw new IllegalStateException("bench is not built: mvn -DskipTests package", missing);
        }
    }

    private static MeasuredProcess start(
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
            MeasuredProcess started = new MeasuredProcess(name, builder.start());
            Runtime.getRuntime().addShutdownHook(new Thread(started.process::destroyForcibly));
            return started;
        } catch (IOException refused) {
            throw new IllegalStateException("cannot start " + name, refused);
        }
    }

    public long pid() {
        return process.pid();
    }

    /** The most memory that it has had resident. */
    public double peakMiB() {
        return ProcessStats.peakMiB(pid());
    }

    /** @throws IllegalStateException if it ended by itself */
    public void requireAlive() {
        if (!process.isAlive()) {
            throw new IllegalStateException(name + " exited with " + process.exitValue() + "; see its log");
        }
    }

    /** As {@code kill -9} does; it is gone when this returns. */
    public void kill() {
        process.destroyForcibly();
        process.onExit().orTimeout(10, TimeUnit.SECONDS).join();
    }

    /** Asks it to end; kills it after ten seconds. */
    @Override
    public void close() {
        process.destroy();
        process.onExit().completeOnTimeout(process, 10, TimeUnit.SECONDS).join();
        process.destroyForcibly();
    }
}
