package dev.oncemark.bench.measure;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.Collectors;

/** What was measured: by contestant and quantity, one value a round. */
public final class Figures {

    private final Map<String, Map<String, List<Double>>> values = new LinkedHashMap<>();

    public void add(String contestant, String quantity, double value) {
        values.computeIfAbsent(contestant, name -> new LinkedHashMap<>())
                .computeIfAbsent(quantity, name -> new ArrayList<>())
                .add(value);
    }

    /** Adds those of others, under names with this ending. */
    public void addAll(String ending, Figures others) {
        others.values.forEach((contestant, quantities) ->
                quantities.forEach((quantity, all) -> all.forEach(value -> add(contestant + ending, quantity, value))));
    }

    public double median(String contestant, String quantity) {
        double[] sorted = sorted(contestant, quantity);
        int half = sorted.length / 2;
        return sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
    }

    /** Says the latest value of each quantity. */
    public void sayLatest(String contestant) {
        System.out.printf(
                "%-40s %s%n",
                contestant,
                values.getOrDefault(contestant, Map.of()).entrySet().stream()
                        .map(one -> shown(one.getValue().get(one.getValue().size() - 1)) + " " + one.getKey())
                        .collect(Collectors.joining(", ")));
    }

    private double[] sorted(String contestant, String quantity) {
        double[] all = values.getOrDefault(contestant, Map.of()).getOrDefault(quantity, List.of()).stream()
                .mapToDouble(Double::doubleValue)
                .toArray();
        if (all.length == 0) {
            throw new IllegalArgumentException(contestant + " has no " + quantity);
        }
        Arrays.sort(all);
        return all;
    }

    /** A Markdown table: a line for each contestant; of each quantity the median, and lowest to highest. */
    public String table() {
        List<String> quantities = values.values().stream()
                .flatMap(one -> one.keySet().stream())
                .distinct()
                .toList();
        StringBuilder table = new StringBuilder("| |");
        quantities.forEach(quantity -> table.append(' ').append(quantity).append(" |"));
        table.append("\n|---|").append("---|".repeat(quantities.size())).append('\n');
        for (String contestant : values.keySet()) {
            table.append("| ").append(contestant).append(" |");
            for (String quantity : quantities) {
                table.append(' ').append(cell(contestant, quantity)).append(" |");
            }
            table.append('\n');
        }
        return table.toString();
    }

    private String cell(String contestant, String quantity) {
        if (!values.getOrDefault(contestant, Map.of()).containsKey(quantity)) {
            return "";
        }
        double[] all = sorted(contestant, quantity);
        String median = shown(median(contestant, quantity));
        return all.length == 1 ? median : median + " (" + shown(all[0]) + "–" + shown(all[all.length - 1]) + ")";
    }

    private static String shown(double value) {
        return value >= 1_000
                ? "%,.0f".formatted(value)
                : value >= 100 ? "%.0f".formatted(value) : "%.2f".formatted(value);
    }

    /** Every value of every round, for a JSON file. */
    public Map<String, Map<String, List<Double>>> values() {
        return values;
    }
}
