package dev.oncemark.ingest;

import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.runtime.Settings;
import dev.oncemark.runtime.Settings.InvalidSettingException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** Configures, starts, stops. */
public final class IngestMain {

    private static final Logger LOG = LoggerFactory.getLogger(IngestMain.class);

    private IngestMain() {}

    public static void main(String[] arguments) {
        try {
            var api = new IngestApi(IngestSettings.of(Settings.load(IngestMain.class, System.getenv())));
            Runtime.getRuntime().addShutdownHook(new Thread(api::close, "stop"));
            api.start();
        } catch (InvalidSettingException | IllegalArgumentException | IllegalStateException invalid) {
            LOG.atError().log(invalid.getMessage());
            System.exit(2);
        } catch (Exception failure) {
            LOG.atError().setCause(failure).log("The ingest-api cannot start");
            System.exit(1);
        }
    }
}
