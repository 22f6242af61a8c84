package dev.oncemark.verify;

import dev.oncemark.verify.live.Progress;
import me.tongfei.progressbar.ProgressBar;
import me.tongfei.progressbar.ProgressBarBuilder;
import me.tongfei.progressbar.ProgressBarStyle;
import org.jspecify.annotations.Nullable;

/** Shows on a terminal how far reading has come, and takes the line away at the end. */
final class TerminalProgress implements Progress, AutoCloseable {

    private static final int BETWEEN_MILLIS = 250;

    private final boolean isShown;
    private @Nullable ProgressBar bar;

    TerminalProgress(boolean isShown) {
        this.isShown = isShown;
    }

    @Override
    public void expect(long offsets) {
        if (isShown) {
            bar = new ProgressBarBuilder()
                    .setTaskName("reading")
                    .setUnit(" offsets", 1)
                    .setInitialMax(offsets)
                    .setStyle(ProgressBarStyle.ASCII)
                    .setUpdateIntervalMillis(BETWEEN_MILLIS)
                    .showSpeed()
                    .clearDisplayOnFinish()
                    .build();
        }
    }

    @Override
    public void read(long offsets) {
        if (bar != null) {
            bar.stepBy(offsets);
        }
    }

    @Override
    public void close() {
        if (bar != null) {
            bar.close();
        }
    }
}
