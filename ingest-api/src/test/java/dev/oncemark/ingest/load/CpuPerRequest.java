package dev.oncemark.ingest.load;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.ingest.Eventually;
import dev.oncemark.ingest.IngestMain;
import dev.oncemark.ingest.RealParts;
import dev.oncemark.ingest.TestTokens;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.Ports;
import java.io.BufferedReader;
import java.io.File;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.io.TempDir;

/**
 * The CPU that the API takes for a request, user and system time of its process, warm, with tokens, on a real broker;
 * the API, the broker and the load are a process each. It runs only when asked for, on a machine that has nothing else
 * to do: {@code mvn -pl ingest-api -am test -Dtest=CpuPerRequest -Dsurefire.failIfNoSpecifiedTests=false}.
 * <p>{@code -Doncemark.load.origin=https://lms.example} has them sent by pages of that origin, which may call the API.
 * {@code -Doncemark.load.jvm=...} gives the API more JVM options, such as those of a profiler.
 */
class CpuPerRequest {

    /** Compiled code is what is measured: when the compiler takes no more than this of the process's time, or at last. */
    private static final double COMPILING = 0.02;

    private static final int WARM_SECONDS = 240;
    private static final int LOOK_SECONDS = 10;

    private static final String ORIGIN = System.getProperty("oncemark.load.origin", "");

    private static final int ROUND_SECONDS = 10;
    private static final int ROUNDS = 3;
    private static final long NANOS_OF_TICK = 10_000_000;

    @TempDir
    private Path directory;

    @Test
    void shouldTakeAtMost80MicrosASingleCompletionOfMany() throws Exception {
        shouldCostNoMore(64, 0, 80);
    }

    @Test
    void shouldTakeAtMost80MicrosASingleCompletionOfFew() throws Exception {
        shouldCostNoMore(8, 0, 80);
    }

    @Test
    void shouldTakeAtMost12MicrosAnItemOfABatch() throws Exception {
        shouldCostNoMore(8, 100, 12);
    }

    /** @param limit in microseconds of one completion */
    private void shouldCostNoMore(int connections, int items, double limit) throws Exception {
        TestTokens tokens = new TestTokens();
        int port = Ports.free();
        try (Broker broker = RealParts.ownBroker("kafka-load");
                Running api = new Running(api(broker, tokens, port));
                Running load = new Running(load(port, tokens, connections, items))) {
            double[] micros = measured(api.process(), load, Math.max(1, items));
            System.out.printf(
                    "%d connections, %s: %s us of CPU for each completion, the median %.1f%n",
                    connections,
                    items == 0 ? "single" : "batches of " + items,
                    Arrays.stream(micros).mapToObj("%.1f"::formatted).collect(Collectors.joining(", ")),
                    median(micros));

            assertThat(median(micros)).isLessThanOrEqualTo(limit);
        }
    }

    private static double[] measured(Process api, Running load, int each) throws IOException {
        double[] micros = new double[ROUNDS];
        warmUp(api, load);
        for (int round = 0; round < ROUNDS; round++) {
            long before = load.storedAfter(1);
            long cpu = cpuNanos(api);
            long stored = load.storedAfter(ROUND_SECONDS) - before;
            micros[round] = (cpuNanos(api) - cpu) / 1e3 / stored / each;
            System.out.printf("  %d requests a second%n", stored / ROUND_SECONDS);
        }
        return micros;
    }

    private static void warmUp(Process api, Running load) throws IOException {
        double compiling = 1;
        int seconds = 0;
        for (; seconds < WARM_SECONDS && compiling > COMPILING; seconds += LOOK_SECONDS) {
            long cpu = cpuNanos(api);
            long compiler = compilerNanos(api);
            load.storedAfter(LOOK_SECONDS);
            compiling = (double) (compilerNanos(api) - compiler) / (cpuNanos(api) - cpu);
        }
        System.out.printf("  warm after %d s, the compiler takes %.1f %%%n", seconds, compiling * 100);
    }

    /** What the JVM's compiler threads took, as Linux accounts for them. */
    private static long compilerNanos(Process process) throws IOException {
        long ticks = 0;
        try (Stream<Path> threads = Files.list(Path.of("/proc/" + process.pid() + "/task"))) {
            for (Path thread : threads.toList()) {
                String stat = statOf(thread);
                if (stat.contains(" CompilerThre")) {
                    String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
                    ticks += Long.parseLong(fields[11]) + Long.parseLong(fields[12]);
                }
            }
        }
        return ticks * NANOS_OF_TICK;
    }

    private static String statOf(Path thread) {
        try {
            return Files.readString(thread.resolve("stat"));
        } catch (IOException ended) {
            return "";
        }
    }

    private static double median(double[] values) {
        return Arrays.stream(values).sorted().toArray()[values.length / 2];
    }

    /** As /proc has it, to 10 ms. */
    private static long cpuNanos(Process process) {
        return process.info().totalCpuDuration().orElseThrow().toNanos();
    }

    private Process api(Broker broker, TestTokens tokens, int port) throws IOException {
        List<String> options = new ArrayList<>(List.of("-Xmx512m"));
        Stream.of(System.getProperty("oncemark.load.jvm", "").split(" "))
                .filter(option -> !option.isEmpty())
                .forEach(options::add);
        Process api = java(
                IngestMain.class,
                options,
                List.of(),
                Map.of(
                        "ONCEMARK_HTTP_CORS_ORIGINS", ORIGIN,
                        "ONCEMARK_HTTP_PORT", String.valueOf(port),
                        "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                        "ONCEMARK_AUTH_PUBLIC_KEY_FILE",
                                tokens.publicKeys(directory).toString()));
        String ready = "http://127.0.0.1:" + port + "/health/ready";
        Eventually.isTrue("the API is ready", () -> Http.get(ready).status() == 200);
        return api;
    }

    private Process load(int port, TestTokens tokens, int connections, int items) throws IOException {
        List<String> arguments = List.of(
                String.valueOf(port), tokens.service(), String.valueOf(connections), String.valueOf(items), ORIGIN);
        return java(LoadGenerator.class, List.of("-Xmx256m"), arguments, Map.of());
    }

    private Process java(Class<?> main, List<String> options, List<String> arguments, Map<String, String> environment)
            throws IOException {
        List<String> words = new ArrayList<>(
                List.of(Path.of(System.getProperty("java.home"), "bin", "java").toString()));
        words.addAll(options);
        words.addAll(List.of("-cp", classPath(main == IngestMain.class), main.getName()));
        words.addAll(arguments);
        ProcessBuilder builder = new ProcessBuilder(words)
                .redirectError(directory.resolve(main.getSimpleName() + ".log").toFile());
        if (main == IngestMain.class) {
            builder.redirectOutput(directory.resolve("api.log").toFile());
        }
        builder.environment().putAll(environment);
        return builder.start();
    }

    /** The app does not see what is there for tests. */
    private static String classPath(boolean isApp) {
        return Stream.of(System.getProperty("java.class.path").split(File.pathSeparator))
                .filter(entry -> !isApp || !entry.contains("test-classes"))
                .collect(Collectors.joining(File.pathSeparator));
    }

    private record Running(Process process, BufferedReader said) implements AutoCloseable {

        Running(Process process) {
            this(process, process.inputReader());
            // It does not outlive this JVM, however that ends.
            Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        }

        /** How many requests were stored by the end of so many seconds from now. */
        long storedAfter(int seconds) throws IOException {
            String last = "";
            for (int second = 0; second < seconds; second++) {
                last = String.valueOf(said.readLine());
            }
            assertThat(last).as("stored, and not stored").endsWith(" 0");
            return Long.parseLong(last.substring(0, last.indexOf(' ')));
        }

        /** As asked by SIGTERM, so that a profiler can write what it has. */
        @Override
        public void close() {
            process.destroy();
            process.onExit()
                    .orTimeout(10, java.util.concurrent.TimeUnit.SECONDS)
                    .join();
        }
    }
}
