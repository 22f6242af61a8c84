package dev.oncemark.bench.plot;

import java.util.Locale;

/** A picture being drawn; lengths in pixels, from the top left. */
final class Svg {

    static final int WIDTH = 760;
    static final String INK = "#1f2328";
    static final String FAINT = "#d1d9e0";
    static final String GREY = "#818b98";

    /** Told apart by those who do not see all colours, too. */
    static final String[] COLOURS = {"#0969da", "#bc4c00", "#1a7f37", "#8250df", "#bf3989", "#4d2d00", "#57606a"};

    /** Where a text stands to its place. */
    enum Anchor {
        START,
        MIDDLE,
        END
    }

    private final StringBuilder body = new StringBuilder();
    private final int height;

    Svg(int height, String title) {
        this.height = height;
        rect(0.5, 0.5, WIDTH - 1, height - 1, "#ffffff\" stroke=\"" + FAINT + "\" rx=\"6");
        append("<text x=\"16\" y=\"26\" font-size=\"15\" font-weight=\"600\">" + escaped(title) + "</text>");
    }

    void rect(double x, double y, double width, double high, String fill) {
        append("<rect x=\"%.1f\" y=\"%.1f\" width=\"%.1f\" height=\"%.1f\" fill=\"%s\"/>"
                .formatted(x, y, width, high, fill));
    }

    void line(double x1, double y1, double x2, double y2, String colour, double thick) {
        append("<line x1=\"%.1f\" y1=\"%.1f\" x2=\"%.1f\" y2=\"%.1f\" stroke=\"%s\" stroke-width=\"%.1f\"/>"
                .formatted(x1, y1, x2, y2, colour, thick));
    }

    void dot(double x, double y, String colour) {
        append("<circle cx=\"%.1f\" cy=\"%.1f\" r=\"3.5\" fill=\"%s\"/>".formatted(x, y, colour));
    }

    void text(double x, double y, Anchor anchor, String text) {
        append("<text x=\"%.1f\" y=\"%.1f\" text-anchor=\"%s\">%s</text>"
                .formatted(x, y, anchor.name().toLowerCase(Locale.ROOT), escaped(text)));
    }

    private void append(String element) {
        body.append("  ").append(element).append('\n');
    }

    private static String escaped(String text) {
        return text.replace("&", "&amp;").replace("<", "&lt;").replace(">", "&gt;");
    }

    @Override
    public String toString() {
        return """
                <svg xmlns="http://www.w3.org/2000/svg" width="%1$d" height="%2$d" viewBox="0 0 %1$d %2$d" \
                font-family="system-ui, sans-serif" font-size="12" fill="%3$s">
                %4$s</svg>
                """.formatted(WIDTH, height, INK, body);
    }
}
