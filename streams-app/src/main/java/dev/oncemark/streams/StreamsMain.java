package dev.oncemark.streams;

import dev.oncemark.runtime.AppMain;

/** Starts the streams-app. */
public final class StreamsMain {

    private StreamsMain() {}

    public static void main(String[] arguments) {
        AppMain.run(StreamsMain.class, (settings, died) -> StreamsApp.start(StreamsSettings.of(settings), died));
    }
}
