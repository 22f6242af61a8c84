package dev.oncemark.localstack.process;

import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.Arrays;

/** What a process costs, as Linux accounts for it in {@code /proc}. There is none where it has ended, or on another system. */
public final class ProcessStats {

    /** Linux's USER_HZ, in which {@code /proc} counts whatever the kernel's own clock. */
    private static final long MICROS_PER_TICK = 10_000;

    private static final int USER_TIME = 11;

    private ProcessStats() {}

    /**
     * CPU time of a process, user and system, in microseconds.
     *
     * @throws UncheckedIOException if it has ended
     */
    public static long cpuMicros(long pid) {
        return cpuMicros(pid, 2);
    }

    /**
     * CPU time of a process and of all it started, in microseconds. What a child that has ended cost is in its parent's
     * account only once it was waited for; PostgreSQL does that.
     *
     * @throws UncheckedIOException if it has ended
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
        String stat = read(pid, "stat");
        // The name in parentheses may have spaces.
        String[] fields = stat.substring(stat.lastIndexOf(')') + 2).split(" ", -1);
        return Arrays.stream(fields, USER_TIME, USER_TIME + accounts)
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
        return kib(pid, "status", "VmHWM:") / 1024;
    }

    /** A process's resident memory now, in MiB; 0 where it cannot be told. */
    public static double residentMiB(long pid) {
        try {
            return kib(pid, "status", "VmRSS:") / 1024.0;
        } catch (UncheckedIOException elsewhere) {
            return 0;
        }
    }

    /** A process's memory now, in KiB; what several share is divided by their number. */
    public static long pssKiB(long pid) {
        return kib(pid, "smaps_rollup", "Pss:");
    }

    /** A process's words, with blanks between. */
    public static String commandLine(long pid) {
        return read(pid, "cmdline").replace('\0', ' ');
    }

    /** The machine's load average over the last minute. */
    public static double loadAverage() {
        return Double.parseDouble(read(Path.of("/proc/loadavg")).split(" ", -1)[0]);
    }

    private static long kib(long pid, String file, String field) {
        return read(pid, file)
                .lines()
                .filter(line -> line.startsWith(field))
                .mapToLong(line -> Long.parseLong(line.replaceAll("\\D", "")))
                .findFirst()
                .orElse(0);
    }

    private static String read(long pid, String file) {
        return read(Path.of("/proc", String.valueOf(pid), file));
    }

    private static String read(Path file) {
        try {
            return Files.readString(file);
        } catch (IOException gone) {
            throw new UncheckedIOException(gone);
        }
    }
}
