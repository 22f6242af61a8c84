package dev.oncemark.bench.idle;

import dev.oncemark.bench.Cost;
import dev.oncemark.bench.Waiting;
import dev.oncemark.localstack.Address;
import dev.oncemark.localstack.Addresses;
import dev.oncemark.localstack.ProjectHome;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.TimeUnit;
import java.util.regex.Matcher;
import java.util.regex.Pattern;

/** {@code ./oncemark up}, as a person would start it, but on free ports. */
final class RunningStack implements AutoCloseable {

    private static final Duration LIMIT = Duration.ofMinutes(3);
    private static final Pattern PART = Pattern.compile("-Doncemark\\.part=\\S*?([^/\\s]+)(?=\\s|$)");

    private final Process process;
    private final double readySeconds;

    private RunningStack(Process process, double readySeconds) {
        this.process = process;
        this.readySeconds = readySeconds;
    }

    /** Starts one with its data in {@code data}, which it keeps, and waits until it says that it is ready. */
    static RunningStack start(Path data, Path log) throws IOException {
        ProcessBuilder builder = new ProcessBuilder(
                        ProjectHome.directory().resolve("oncemark").toString(), "up")
                .redirectErrorStream(true)
                .redirectOutput(log.toFile());
        Addresses free = Addresses.free();
        for (Address address : Address.values()) {
            builder.environment().put(address.variable(), String.valueOf(free.port(address)));
        }
        builder.environment().put("ONCEMARK_DATA_DIR", data.toString());
        long start = System.nanoTime();
        Process process = builder.start();
        Runtime.getRuntime().addShutdownHook(new Thread(process::destroy));
        Waiting.until("the stack is ready; see " + log, LIMIT, () -> !process.isAlive() || isReady(log));
        double seconds = (double) (System.nanoTime() - start) / 1e9;
        if (!process.isAlive()) {
            throw new IllegalStateException("./oncemark up ended; see " + log);
        }
        return new RunningStack(process, seconds);
    }

    /** The line of the whole stack, not that of a part. */
    private static boolean isReady(Path log) {
        try {
            return Files.readString(log).lines().anyMatch(line -> line.startsWith("ready after"));
        } catch (IOException gone) {
            throw new IllegalStateException(gone);
        }
    }

    /** From the command to the line that says it is ready, in seconds. */
    double readySeconds() {
        return readySeconds;
    }

    /** CPU so far, in microseconds, by part. */
    Map<String, Long> cpuMicros() {
        Map<String, Long> cpu = new TreeMap<>();
        all().forEach(one -> cpu.merge(part(one), Cost.cpuMicros(one.pid()), Long::sum));
        return cpu;
    }

    /** Memory now, that which several share divided by their number, in MiB, by part. */
    Map<String, Long> pssMiB() {
        Map<String, Long> memory = new TreeMap<>();
        all().forEach(one -> memory.merge(part(one), Cost.pssKiB(one.pid()), Long::sum));
        memory.replaceAll((part, kib) -> kib / 1024);
        return memory;
    }

    private List<ProcessHandle> all() {
        return java.util.stream.Stream.concat(java.util.stream.Stream.of(process.toHandle()), process.descendants())
                .toList();
    }

    private String part(ProcessHandle one) {
        return one.pid() == process.pid() ? "launcher" : partOf(Cost.commandLine(one.pid()));
    }

    /** By its command line: Java's say it, and all others are PostgreSQL's. */
    static String partOf(String commandLine) {
        Matcher matcher = PART.matcher(commandLine);
        return matcher.find() ? matcher.group(1) : "postgres";
    }

    @Override
    public void close() {
        process.destroy();
        try {
            if (!process.waitFor(30, TimeUnit.SECONDS)) {
                throw new IllegalStateException("the stack did not stop");
            }
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
    }
}
