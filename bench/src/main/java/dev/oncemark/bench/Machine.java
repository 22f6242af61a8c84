package dev.oncemark.bench;

import dev.oncemark.localstack.Pauses;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Arrays;
import java.util.function.Consumer;

/**
 * The machine that was measured on.
 *
 * @param busyCores how many cores others kept busy just before
 * @param loadBefore the load average over the minute before, which a suite just before raises too
 */
record Machine(int cores, long memoryMiB, String jvm, String kernel, double busyCores, double loadBefore) {

    /** More than that is too much for numbers to be trusted. */
    private static final double QUIET_CORES = 0.3;

    private static final Duration LOOK = Duration.ofSeconds(2);
    private static final Duration PATIENCE = Duration.ofMinutes(1);

    /** Waits for the machine to have nothing else to do, a minute at most; says so if it still has. */
    static Machine quiet(Consumer<String> log) {
        long deadline = System.nanoTime() + PATIENCE.toNanos();
        double busy = busyNow();
        boolean waited = false;
        while (busy > QUIET_CORES && System.nanoTime() - deadline < 0) {
            if (!waited) {
                log.accept("%.1f cores are busy: waiting a minute at most for a quiet machine".formatted(busy));
                waited = true;
            }
            busy = busyNow();
        }
        Machine machine = of(busy);
        log.accept(machine.toString());
        if (!machine.isQuiet()) {
            log.accept("THE MACHINE IS BUSY: take these numbers for nothing but a try");
        }
        return machine;
    }

    private static Machine of(double busy) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                totalMiB(),
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                busy,
                Cost.load());
    }

    private boolean isQuiet() {
        return busyCores <= QUIET_CORES;
    }

    /** How many cores were busy over the next two seconds. */
    private static double busyNow() {
        long[] before = ticks();
        Pauses.sleep(LOOK);
        long[] after = ticks();
        double all =
                (double) (Arrays.stream(after).sum() - Arrays.stream(before).sum());
        double idle = (double) (after[3] + after[4] - before[3] - before[4]);
        return all == 0 ? 0 : Runtime.getRuntime().availableProcessors() * (all - idle) / all;
    }

    /** Of all cores: user, nice, system, idle, waiting for disks, and so on; the fourth and fifth are idle. */
    private static long[] ticks() {
        String first = lines(Path.of("/proc/stat"))[0];
        return Arrays.stream(first.replaceFirst("cpu +", "").split(" ", -1))
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static long totalMiB() {
        return Long.parseLong(lines(Path.of("/proc/meminfo"))[0].replaceAll("\\D", "")) / 1024;
    }

    private static String[] lines(Path file) {
        try {
            return Files.readString(file).split("\n", -1);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    @Override
    public String toString() {
        return "%d cores, %,d MiB, %s, %s; busy before: %.2f cores, load average %.2f"
                .formatted(cores, memoryMiB, jvm, kernel, busyCores, loadBefore);
    }
}
