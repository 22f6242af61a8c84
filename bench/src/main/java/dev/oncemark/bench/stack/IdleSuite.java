package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.bench.measure.Waiting;
import dev.oncemark.cli.Range;
import dev.oncemark.localstack.Listener;
import dev.oncemark.localstack.ListenerPorts;
import dev.oncemark.localstack.ProjectHome;
import dev.oncemark.localstack.process.ProcessStats;
import dev.oncemark.localstack.process.Sleep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.function.ToLongFunction;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import java.util.stream.Stream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The whole stack from {@code ./oncemark up} on, as a person would start it but on free ports, with nobody who asks. */
@Command(
        name = "idle",
        description = "The whole stack: seconds until it is ready; CPU and memory of each part while nothing happens.")
public final class IdleSuite extends Suite {

    private static final Duration TIMEOUT = Duration.ofMinutes(3);
    private static final Pattern PART = Pattern.compile("-Doncemark\\.part=\\S*?([^/\\s]+)(?=\\s|$)");

    @Option(names = "--settle", paramLabel = "SECONDS", description = "Between ready and the measurement.")
    @Range(min = 1, max = 86_400)
    private int settle = 60;

    @Option(names = "--seconds", paramLabel = "SECONDS", description = "How long is measured.")
    @Range(min = 1, max = 86_400)
    private int seconds = 60;

    public IdleSuite() {
        super(3);
    }

    @Override
    public Figures measure(Path directory) throws IOException {
        Figures figures = new Figures();
        for (int round = 1; round <= rounds; round++) {
            Path data = directory.resolve("stack-" + round);
            Process fresh = up("./oncemark up, no data", data, figures);
            Sleep.of(Duration.ofSeconds(settle));
            Map<String, Long> before = byPart(fresh, ProcessStats::cpuMicros);
            Sleep.of(Duration.ofSeconds(seconds));
            byPart(fresh, ProcessStats::cpuMicros)
                    .forEach((part, cpu) ->
                            figures.add(part, "CPU ms/s", (cpu - before.getOrDefault(part, 0L)) / 1e3 / seconds));
            byPart(fresh, ProcessStats::pssKiB)
                    .forEach((part, kib) -> figures.add(part, "PSS MiB", (double) (kib / 1024)));
            figures.sayLatest("all");
            down(fresh);
            down(up("./oncemark up, again", data, figures));
        }
        return figures;
    }

    /** Starts one with its data in {@code data}, which it keeps, and waits until it says that it is ready. */
    private static Process up(String title, Path data, Figures figures) throws IOException {
        Path log = Files.createTempFile(data.resolveSibling("."), "up-", ".log");
        ProcessBuilder builder = new ProcessBuilder(
                        ProjectHome.directory().resolve("oncemark").toString(), "up")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        ListenerPorts free = ListenerPorts.free();
        for (Listener listener : Listener.values()) {
            builder.environment().put(listener.variable(), String.valueOf(free.port(listener)));
        }
        builder.environment().put("ONCEMARK_DATA_DIR", data.toString());
        long start = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Waiting.until("the stack is ready; see " + log, TIMEOUT, () -> !process.isAlive() || isReady(log));
        if (!process.isAlive()) {
            throw new IllegalStateException("./oncemark up ended; see " + log);
        }
        figures.add(title, "until it is ready, s", (System.nanoTime() - start) / 1e9);
        return process;
    }

    /** The line of the whole stack, not that of a part. */
    private static boolean isReady(Path log) {
        try {
            return Files.readString(log).lines().anyMatch(line -> line.startsWith("ready after"));
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    private static void down(Process stack) {
        stack.destroy();
        stack.onExit().orTimeout(30, TimeUnit.SECONDS).join();
    }

    /** What each process has, added up by part and in all. */
    private static Map<String, Long> byPart(Process stack, ToLongFunction<Long> quantity) {
        Map<String, Long> parts = new TreeMap<>();
        Stream.concat(Stream.of(stack.toHandle()), stack.descendants()).forEach(one -> {
            long value = quantity.applyAsLong(one.pid());
            parts.merge(
                    one.pid() == stack.pid() ? "launcher" : partOf(ProcessStats.commandLine(one.pid())),
                    value,
                    Long::sum);
            parts.merge("all", value, Long::sum);
        });
        return parts;
    }

    /** By its command line: Java's say it, and all others are PostgreSQL's. */
    static String partOf(String commandLine) {
        Matcher matcher = PART.matcher(commandLine);
        return matcher.find() ? matcher.group(1) : "postgres";
    }
}
