package dev.oncemark.bench.plot;

import java.util.List;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A line for each series over places that are as far from each other: powers of ten, or percentiles. At each place the
 * median, and a line from the lowest to the highest value.
 *
 * @param unit what the numbers are
 * @param along what the places are
 * @param series by place, as many as there are places; null where there is no value
 */
record Lines(String title, String unit, String along, List<String> places, Map<String, List<@Nullable Spread>> series) {

    private static final int LEFT = 70;
    private static final int RIGHT = 40;
    private static final int TOP = 64;
    private static final int HIGH = 220;
    private static final int BOTTOM = TOP + HIGH;

    String svg() {
        Svg svg = new Svg(BOTTOM + 52 + 18 * series.size(), title);
        Scale scale = Scale.upTo(highest());
        svg.text(16, 46, Svg.Anchor.START, unit);
        for (double mark : scale.marks()) {
            svg.line(LEFT, y(scale, mark), Svg.WIDTH - RIGHT, y(scale, mark), Svg.FAINT, 1);
            svg.text(LEFT - 8, y(scale, mark) + 4, Svg.Anchor.END, Scale.shown(mark));
        }
        for (int place = 0; place < places.size(); place++) {
            svg.text(x(place), BOTTOM + 18, Svg.Anchor.MIDDLE, places.get(place));
        }
        svg.text((LEFT + Svg.WIDTH - RIGHT) / 2.0, BOTTOM + 36, Svg.Anchor.MIDDLE, along);
        int number = 0;
        for (var one : series.entrySet()) {
            String colour = Svg.COLOURS[number % Svg.COLOURS.length];
            double legend = BOTTOM + 56 + 18 * number++;
            svg.line(LEFT, legend - 4, LEFT + 24, legend - 4, colour, 2.5);
            svg.text(LEFT + 32, legend, Svg.Anchor.START, one.getKey());
            draw(svg, scale, colour, one.getValue());
        }
        return svg.toString();
    }

    private void draw(Svg svg, Scale scale, String colour, List<@Nullable Spread> values) {
        Spread before = null;
        for (int place = 0; place < places.size(); place++) {
            Spread spread = values.get(place);
            if (spread != null) {
                svg.line(x(place), y(scale, spread.low()), x(place), y(scale, spread.high()), colour, 1);
                svg.dot(x(place), y(scale, spread.median()), colour);
                if (before != null) {
                    svg.line(x(place - 1), y(scale, before.median()), x(place), y(scale, spread.median()), colour, 2.5);
                }
            }
            before = spread;
        }
    }

    private double highest() {
        double highest = 0;
        for (List<@Nullable Spread> one : series.values()) {
            for (Spread spread : one) {
                highest = Math.max(highest, spread == null ? 0 : spread.high());
            }
        }
        return highest;
    }

    private double x(int place) {
        return LEFT + (place + 0.5) * (Svg.WIDTH - LEFT - RIGHT) / places.size();
    }

    private static double y(Scale scale, double value) {
        return BOTTOM - scale.share(value) * HIGH;
    }
}
