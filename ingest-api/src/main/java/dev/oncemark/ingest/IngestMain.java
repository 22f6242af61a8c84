package dev.oncemark.ingest;

import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.runtime.AppMain;
import dev.oncemark.runtime.InvalidSettingException;

/** Starts the ingest-api. */
public final class IngestMain {

    private IngestMain() {}

    public static void main(String[] arguments) {
        AppMain.run(IngestMain.class, (settings, died) -> start(IngestSettings.of(settings)));
    }

    private static IngestApi start(IngestSettings settings) throws Exception {
        IngestApi api = open(settings);
        api.start();
        return api;
    }

    private static IngestApi open(IngestSettings settings) {
        try {
            return new IngestApi(settings);
        } catch (IllegalStateException unusableKeys) {
            throw new InvalidSettingException(String.valueOf(unusableKeys.getMessage()));
        }
    }
}
