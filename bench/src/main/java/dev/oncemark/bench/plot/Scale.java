package dev.oncemark.bench.plot;

import java.util.ArrayList;
import java.util.List;

/** An axis from 0 to a round number, with at most six marks. */
record Scale(double step, double top) {

    private static final int MARKS = 5;
    private static final double[] ROUND = {1, 2, 2.5, 5, 10};

    /** A scale that has room for {@code highest}. */
    static Scale upTo(double highest) {
        double wanted = Math.max(highest, 1e-9) / MARKS;
        double power = Math.pow(10, Math.floor(Math.log10(wanted)));
        double step = 10 * power;
        for (double round : ROUND) {
            if (round * power >= wanted * (1 - 1e-9)) {
                step = round * power;
                break;
            }
        }
        return new Scale(step, step * Math.ceil(highest / step - 1e-9));
    }

    /** From 0 on. */
    List<Double> marks() {
        List<Double> marks = new ArrayList<>();
        for (int mark = 0; mark * step <= top * (1 + 1e-9); mark++) {
            marks.add(mark * step);
        }
        return marks;
    }

    /** Where a value lies, from 0 to 1. */
    double share(double value) {
        return value / top;
    }

    /** A number with as many digits as are worth reading. */
    static String shown(double value) {
        if (value >= 100 || value == Math.rint(value)) {
            return "%,.0f".formatted(value);
        }
        return value >= 10 ? "%.1f".formatted(value) : "%.2f".formatted(value);
    }
}
