package dev.oncemark.bench.plot;

import java.util.List;

/** Values of several rounds: their median, the lowest and the highest. */
record Spread(double low, double median, double high) {

    static Spread of(List<Double> values) {
        double[] sorted =
                values.stream().mapToDouble(Double::doubleValue).sorted().toArray();
        int half = sorted.length / 2;
        double median = sorted.length % 2 == 1 ? sorted[half] : (sorted[half - 1] + sorted[half]) / 2;
        return new Spread(sorted[0], median, sorted[sorted.length - 1]);
    }
}
