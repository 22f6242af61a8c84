package dev.oncemark.ingest;

import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.runtime.Settings;
import java.util.Map;

/** The app's settings, as an environment says. */
public final class TestSettings {

    private TestSettings() {}

    public static IngestSettings of(Map<String, String> environment) {
        return IngestSettings.of(Settings.load(IngestMain.class, environment));
    }
}
