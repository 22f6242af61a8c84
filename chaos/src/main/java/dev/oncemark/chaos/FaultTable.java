package dev.oncemark.chaos;

import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.TreeMap;
import java.util.function.ToDoubleFunction;
import java.util.stream.Collectors;

/** How often each fault happened, and what it did: a table for the report. */
final class FaultTable {

    private static final String HEAD = "%-48s %5s %7s | %7s %12s %9s %9s | %6s %9s";
    private static final String LINE = "%-48s %5d %7d | %s | %s";

    private final Map<String, List<Incident>> byFault;

    FaultTable(List<Incident> incidents) {
        this.byFault =
                incidents.stream().collect(Collectors.groupingBy(Incident::fault, TreeMap::new, Collectors.toList()));
    }

    String text() {
        StringBuilder text = new StringBuilder();
        line(text, HEAD, "", "", "", "alone:", "", "recovery", "", "beside", "others");
        line(
                text,
                HEAD,
                "fault",
                "times",
                "in work",
                "times",
                "without (s)",
                "median(s)",
                "max (s)",
                "times",
                "max (s)");
        byFault.forEach((fault, times) -> line(
                text,
                LINE,
                fault,
                times.size(),
                times.stream().filter(Incident::hitWork).count(),
                alone(times.stream().filter(Incident::alone).toList()),
                beside(times.stream().filter(time -> !time.alone()).toList())));
        line(text, "%d kinds of faults, each %d to %d times", byFault.size(), least(), most());
        return text.toString();
    }

    private static String alone(List<Incident> times) {
        return times.isEmpty()
                ? String.format(Locale.ROOT, "%7d %12s %9s %9s", 0, "-", "-", "-")
                : String.format(
                        Locale.ROOT,
                        "%7d %12.1f %9.1f %9.1f",
                        times.size(),
                        max(times, Incident::without),
                        median(times),
                        max(times, Incident::recovery));
    }

    private static String beside(List<Incident> times) {
        return times.isEmpty()
                ? String.format(Locale.ROOT, "%6d %9s", 0, "-")
                : String.format(Locale.ROOT, "%6d %9.1f", times.size(), max(times, Incident::recovery));
    }

    /** How often that kind happened which happened least. */
    long least() {
        return byFault.values().stream().mapToInt(List::size).min().orElse(0);
    }

    private long most() {
        return byFault.values().stream().mapToInt(List::size).max().orElse(0);
    }

    private static double max(List<Incident> times, ToDoubleFunction<Incident> seconds) {
        return times.stream().mapToDouble(seconds).max().orElse(0);
    }

    private static double median(List<Incident> times) {
        double[] sorted =
                times.stream().mapToDouble(Incident::recovery).sorted().toArray();
        return sorted[sorted.length / 2];
    }

    static void line(StringBuilder text, String format, Object... values) {
        text.append(String.format(Locale.ROOT, format, values)).append('\n');
    }
}
