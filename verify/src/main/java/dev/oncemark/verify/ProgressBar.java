package dev.oncemark.verify;

import dev.oncemark.verify.live.Progress;
import java.io.PrintStream;
import java.util.Locale;

/** Shows on a terminal how far reading has come, four times a second at most. */
final class ProgressBar implements Progress {

    private static final int WIDTH = 40;
    private static final long BETWEEN = 250_000_000;

    private final PrintStream terminal;
    private final long start = System.nanoTime();
    private long shownAt = start;
    private long expected = 1;
    private long done;

    ProgressBar(PrintStream terminal) {
        this.terminal = terminal;
    }

    @Override
    public void expect(long offsets) {
        expected = Math.max(1, offsets);
    }

    @Override
    public void read(long offsets) {
        done += offsets;
        long now = System.nanoTime();
        if (now - shownAt >= BETWEEN) {
            shownAt = now;
            terminal.print("\r" + line(now));
            terminal.flush();
        }
    }

    private String line(long now) {
        double part = Math.min(1, (double) done / expected);
        int filled = (int) (part * WIDTH);
        double perSecond = done / Math.max(0.001, (now - start) / 1e9);
        return String.format(
                Locale.ROOT,
                "%s%s %3.0f %%  %,d of %,d offsets, %,.0f/s ",
                "#".repeat(filled),
                "-".repeat(WIDTH - filled),
                100 * part,
                done,
                expected,
                perSecond);
    }

    /** Takes the line away again. */
    void clear() {
        if (shownAt != start) {
            terminal.print("\r" + " ".repeat(110) + "\r");
            terminal.flush();
        }
    }
}
