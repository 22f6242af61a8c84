package dev.oncemark.ingest;

import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.runtime.AppMain;

/** Starts the ingest-api. */
public final class IngestMain {

    private IngestMain() {}

    public static void main(String[] arguments) {
        AppMain.run(IngestMain.class, (settings, died) -> {
            IngestApi api = new IngestApi(IngestSettings.of(settings));
            api.start();
            return api;
        });
    }
}
