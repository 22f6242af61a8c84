package dev.oncemark.bench.plot;

import java.util.Map;

/**
 * A bar for each contestant as long as its median, and a line from its lowest to its highest value.
 *
 * @param unit what the numbers are
 */
record Bars(String title, String unit, Map<String, Spread> contestants) {

    private static final int LEFT = 250;
    private static final int RIGHT = 90;
    private static final int TOP = 44;
    private static final int ROW = 28;
    private static final int BAR = 16;

    String svg() {
        int bottom = TOP + ROW * contestants.size();
        Svg svg = new Svg(bottom + 48, title);
        Scale scale = Scale.upTo(
                contestants.values().stream().mapToDouble(Spread::high).max().orElse(1));
        for (double mark : scale.marks()) {
            svg.line(x(scale, mark), TOP, x(scale, mark), bottom, Svg.FAINT, 1);
            svg.text(x(scale, mark), bottom + 16, Svg.Anchor.MIDDLE, Scale.shown(mark));
        }
        svg.text((LEFT + Svg.WIDTH - RIGHT) / 2.0, bottom + 36, Svg.Anchor.MIDDLE, unit);
        int row = 0;
        for (var contestant : contestants.entrySet()) {
            draw(svg, scale, contestant.getKey(), contestant.getValue(), TOP + ROW * row++);
        }
        return svg.toString();
    }

    private static void draw(Svg svg, Scale scale, String name, Spread spread, int top) {
        double middle = top + ROW / 2.0;
        String colour = isOurs(name) ? Svg.COLOURS[0] : Svg.GREY;
        svg.text(LEFT - 8, middle + 4, Svg.Anchor.END, name);
        svg.rect(LEFT, middle - BAR / 2.0, x(scale, spread.median()) - LEFT, BAR, colour);
        svg.line(x(scale, spread.low()), middle, x(scale, spread.high()), middle, Svg.INK, 1.5);
        for (double end : new double[] {spread.low(), spread.high()}) {
            svg.line(x(scale, end), middle - 4, x(scale, end), middle + 4, Svg.INK, 1.5);
        }
        svg.text(x(scale, spread.high()) + 6, middle + 4, Svg.Anchor.START, Scale.shown(spread.median()));
    }

    /** What Oncemark itself does stands out. */
    private static boolean isOurs(String name) {
        return name.matches("(streams-app|sink|ingest-api|Oncemark|the whole way).*");
    }

    private static double x(Scale scale, double value) {
        return LEFT + scale.share(value) * (Svg.WIDTH - LEFT - RIGHT);
    }
}
