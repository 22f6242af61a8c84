package dev.oncemark.bench.measure;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;
import java.util.stream.Stream;

/** What a process has cost so far, as Linux accounts for it in {@code /proc}. */
public final class Cost {

    /** Linux's USER_HZ, in which {@code /proc} counts whatever the kernel's own clock. */
    private static final long MICROS_PER_TICK = 10_000;

    private Cost() {}

    /** CPU time of a process, user and system, in microseconds. */
    public static long cpuMicros(long pid) {
        return cpuMicros(pid, 2);
    }

    /**
     * CPU time of a process and of all it started, in microseconds. What a child that has ended cost is in its parent's
     * account only once it was waited for; PostgreSQL does that.
     */
    public static long cpuMicrosWithChildren(long pid) {
        return cpuMicros(pid, 4)
                + ProcessHandle.of(pid).stream()
                        .flatMap(ProcessHandle::children)
                        .mapToLong(child -> cpuMicrosOrNone(child.pid()))
                        .sum();
    }

    /** The sum of so many of these: own time in user and in system mode, and the same of children that were waited for. */
    private static long cpuMicros(long pid, int accounts) {
        String stat = read(Path.of("/proc", String.valueOf(pid), "stat"));
        // The name in parentheses may have spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Arrays.stream(fields, 11, 11 + accounts)
                        .mapToLong(Long::parseLong)
                        .sum()
                * MICROS_PER_TICK;
    }

    private static long cpuMicrosOrNone(long pid) {
        try {
            return cpuMicros(pid);
        } catch (UncheckedIOException ended) {
            return 0;
        }
    }

    /** The most memory that a process has had resident, in MiB. */
    public static long peakMiB(long pid) {
        try (Stream<String> lines = Files.lines(Path.of("/proc", String.valueOf(pid), "status"))) {
            return lines.filter(line -> line.startsWith("VmHWM:"))
                    .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }

    /** A process's memory now, in KiB; what several share is divided by their number. */
    public static long pssKiB(long pid) {
        return read(Path.of("/proc", String.valueOf(pid), "smaps_rollup"))
                .lines()
                .filter(line -> line.startsWith("Pss:"))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    /** A process's words, with blanks between. */
    public static String commandLine(long pid) {
        return read(Path.of("/proc", String.valueOf(pid), "cmdline")).replace('\0', ' ');
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
