package dev.oncemark.adopt;

import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how many rows have been read, and takes the line away at the end. */
record Progress(@Nullable ProgressBar bar) implements AutoCloseable {

    private static final int BETWEEN_MILLIS = 250;

    /** @param rows about how many there will be */
    static Progress of(boolean isShown, long rows) {
        if (!isShown) {
            return new Progress(null);
        }
        return new Progress(new ProgressBarBuilder()
                .setTaskName("reading")
                .setUnit(" rows", 1)
                .setInitialMax(rows)
                .setStyle(ProgressBarStyle.ASCII)
                .setUpdateIntervalMillis(BETWEEN_MILLIS)
                .showSpeed()
                .clearDisplayOnFinish()
                .build());
    }

    void read(long rows) {
        if (bar != null) {
            bar.stepBy(rows);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
