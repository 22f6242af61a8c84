package dev.oncemark.sink;

import dev.oncemark.runtime.AppMain;
import dev.oncemark.sink.settings.SinkSettings;

/** Starts the sink. */
public final class SinkMain {

    private SinkMain() {}

    public static void main(String[] arguments) {
        AppMain.run(SinkMain.class, (settings, died) -> Sink.start(SinkSettings.of(settings), died));
    }
}
