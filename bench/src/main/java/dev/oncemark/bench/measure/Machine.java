package dev.oncemark.bench.measure;

import dev.oncemark.localstack.process.Sleep;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.stream.LongStream;
import java.util.stream.Stream;

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
    private static final int LOOKS = 30;

    /** Waits for the machine to have nothing else to do, a minute at most; says so if it still has. */
    static Machine quiet() {
        double busy = busyNow();
        for (int look = 1; busy > QUIET_CORES && look < LOOKS; look++) {
            if (look == 1) {
                Suite.say("%.1f cores are busy: waiting a minute at most for a quiet machine".formatted(busy));
            }
            busy = busyNow();
        }
        Machine machine = of(busy);
        Suite.say(machine.toString());
        if (busy > QUIET_CORES) {
            Suite.say("THE MACHINE IS BUSY: take these numbers for nothing but a try");
        }
        return machine;
    }

    private static Machine of(double busy) {
        return new Machine(
                Runtime.getRuntime().availableProcessors(),
                Long.parseLong(firstLine("/proc/meminfo").replaceAll("\\D", "")) / 1024,
                System.getProperty("java.vm.name") + " " + Runtime.version(),
                System.getProperty("os.name") + " " + System.getProperty("os.version"),
                busy,
                Double.parseDouble(firstLine("/proc/loadavg").split(" ", -1)[0]));
    }

    /** How many cores were busy over the next two seconds. */
    private static double busyNow() {
        long[] before = ticks();
        Sleep.of(LOOK);
        long[] after = ticks();
        double all = LongStream.of(after).sum() - LongStream.of(before).sum();
        double idle = after[3] + after[4] - before[3] - before[4];
        return all == 0 ? 0 : Runtime.getRuntime().availableProcessors() * (all - idle) / all;
    }

    /** Of all cores: user, nice, system, idle, waiting for disks, and so on; the fourth and fifth are idle. */
    private static long[] ticks() {
        return Stream.of(firstLine("/proc/stat").replaceFirst("cpu +", "").split(" ", -1))
                .limit(8)
                .mapToLong(Long::parseLong)
                .toArray();
    }

    private static String firstLine(String file) {
        try {
            return Files.readString(Path.of(file)).lines().findFirst().orElse("");
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
