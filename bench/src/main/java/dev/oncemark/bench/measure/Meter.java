package dev.oncemark.bench.measure;

import dev.oncemark.localstack.ManagedProcess;
import dev.oncemark.localstack.process.ProcessStats;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.LongSupplier;

/** What several processes cost together in one stretch of time. */
public final class Meter {

    private final Map<String, LongSupplier> processes = new LinkedHashMap<>();
    private final Map<String, Long> before = new LinkedHashMap<>();
    private long start;

    /** With this JVM, which makes the load. */
    public Meter withLoad() {
        return with("load", ProcessHandle.current().pid());
    }

    public Meter with(String name, MeasuredProcess process) {
        return with(name, process.pid());
    }

    public Meter with(String name, long pid) {
        processes.put(name, () -> ProcessStats.cpuMicros(pid));
        return this;
    }

    /** With all processes that the part has started. */
    public Meter with(ManagedProcess part) {
        processes.put(
                part.name(), () -> ProcessStats.cpuMicrosWithChildren(part.pid().orElseThrow()));
        return this;
    }

    public Meter start() {
        processes.forEach((name, cpu) -> before.put(name, cpu.getAsLong()));
        start = System.nanoTime();
        return this;
    }

    /** What it was since the start. */
    public Reading read() {
        double seconds = (double) (System.nanoTime() - start) / 1e9;
        Map<String, Long> micros = new LinkedHashMap<>();
        processes.forEach((name, cpu) -> micros.put(name, cpu.getAsLong() - before.getOrDefault(name, 0L)));
        return new Reading(seconds, micros);
    }

    /**
     * A stretch of time.
     *
     * @param micros CPU time, user and system, by process
     */
    public record Reading(double seconds, Map<String, Long> micros) {

        /** Of one process. */
        public double micros(String name) {
            return micros.getOrDefault(name, 0L);
        }

        /** Adds rate and CPU for each of {@code count}, whose name is {@code what}, such as "completion". */
        public void addTo(Figures figures, String contestant, String what, double count) {
            figures.add(contestant, what + "s/s", count / seconds);
            addCpuTo(figures, contestant, what, count);
        }

        /** The CPU alone. */
        public void addCpuTo(Figures figures, String contestant, String what, double count) {
            micros.forEach((name, cpu) ->
                    figures.add(contestant, "CPU µs/%s: %s".formatted(what, name), (double) cpu / count));
        }
    }
}
