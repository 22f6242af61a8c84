package dev.oncemark.bench.plot;

import java.util.ArrayList;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import java.util.Objects;
import java.util.regex.Matcher;
import java.util.regex.Pattern;
import org.jspecify.annotations.Nullable;

/** Which pictures are drawn of a suite: what its question is answered by, not every number. */
final class Plots {

    /** Such as "verdict p99.9 ms". */
    private static final Pattern PERCENTILE = Pattern.compile("(.*?)[,: ]*\\bp([0-9.]+)\\b[,: ]*(.*)");

    private static final Pattern BAR = Pattern.compile(".*/s|.*CPU.*|ns/op|PSS MiB|.*, s");

    /** Such as "Oncemark, 2,000/s, to the row". */
    private static final Pattern RATE = Pattern.compile("(.*), ([0-9,]+/s|[0-9]+ % of capacity)(, .*)?");

    private Plots() {}

    /** By file name. */
    static Map<String, String> of(Measured measured) {
        Map<String, String> plots = new LinkedHashMap<>();
        if (measured.suite().equals("growth")) {
            growth(measured, plots);
            return plots;
        }
        byRate(measured).forEach((rate, some) -> percentiles(some, rate, plots));
        for (String quantity : measured.quantities()) {
            Map<String, Spread> spreads = measured.spreads(quantity);
            if (BAR.matcher(quantity).matches() && !PERCENTILE.matcher(quantity).matches()) {
                plots.put(
                        file(measured.suite(), quantity),
                        new Bars(measured.suite() + ": " + quantity, quantity, spreads).svg());
            }
        }
        return plots;
    }

    private static void growth(Measured measured, Map<String, String> plots) {
        grow(measured, plots, "CPU", "CPU µs/record");
        grow(measured, plots, "state", "bytes/completion");
        grow(measured, plots, "time until it decides", ", s");
    }

    /** All quantities that end so, in one picture. */
    private static void grow(Measured measured, Map<String, String> plots, String what, String ending) {
        Map<String, List<@Nullable Spread>> series = new LinkedHashMap<>();
        measured.quantities().stream()
                .filter(quantity -> quantity.endsWith(ending))
                .forEach(quantity -> series.put(quantity, measured.along(quantity)));
        if (!series.isEmpty()) {
            List<String> sizes = measured.contestants().stream()
                    .map(size -> size.replace(" completions", ""))
                    .toList();
            String unit = ending.replace(", s", "seconds");
            plots.put(
                    file("growth", what),
                    new Lines("growth: " + what, unit, "completions in the state", sizes, series).svg());
        }
    }

    /** Those that were measured at one rate, under names without it; all others under "". */
    private static Map<String, Measured> byRate(Measured measured) {
        Map<String, Map<String, Map<String, List<Double>>>> byRate = new LinkedHashMap<>();
        measured.values().forEach((contestant, quantities) -> {
            Matcher matcher = RATE.matcher(contestant);
            boolean hasRate = matcher.matches();
            String rate = hasRate ? matcher.group(2) : "";
            String name = hasRate ? matcher.group(1) + Objects.requireNonNullElse(matcher.group(3), "") : contestant;
            byRate.computeIfAbsent(rate, first -> new LinkedHashMap<>()).put(name, quantities);
        });
        Map<String, Measured> all = new LinkedHashMap<>();
        byRate.forEach((rate, values) -> all.put(rate, new Measured(measured.suite(), values)));
        return all;
    }

    /** One picture for what is timed, its unit and the rate: the percentiles from left to right, a line for each contestant. */
    private static void percentiles(Measured measured, String rate, Map<String, String> plots) {
        Map<String, List<String>> places = new LinkedHashMap<>();
        for (String quantity : measured.quantities()) {
            Matcher matcher = PERCENTILE.matcher(quantity);
            if (matcher.matches()) {
                places.computeIfAbsent(matcher.group(1) + "|" + matcher.group(3), what -> new ArrayList<>())
                        .add(quantity);
            }
        }
        places.forEach((what, quantities) -> {
            String[] named = what.split("\\|", -1);
            Map<String, List<@Nullable Spread>> series = new LinkedHashMap<>();
            for (String contestant : measured.contestants()) {
                List<@Nullable Spread> line = new ArrayList<>();
                quantities.forEach(quantity -> line.add(measured.spread(contestant, quantity)));
                if (line.stream().anyMatch(java.util.Objects::nonNull)) {
                    series.put(contestant, line);
                }
            }
            List<String> along = quantities.stream()
                    .map(quantity -> PERCENTILE.matcher(quantity).replaceFirst("$2 %"))
                    .toList();
            String at = rate.isEmpty() ? "" : "at " + rate + " ";
            String title = (measured.suite() + " " + at + named[0]).strip();
            plots.put(
                    file(measured.suite(), at + named[0] + "-percentiles"),
                    new Lines(title, named[1], "percentile", along, series).svg());
        });
    }

    private static String file(String suite, String what) {
        String word = what.toLowerCase(Locale.ROOT)
                .replace("µ", "u")
                .replace("/", " per ")
                .replaceAll("'s\\b", "")
                .replaceAll("[^a-z0-9]+", "-")
                .replaceAll("^-|-$", "");
        return suite + "-" + word + ".svg";
    }
}
