package dev.oncemark.sink;

import dev.oncemark.sink.settings.SinkSettings;
import java.util.Map;
import org.springframework.boot.SpringApplication;
import org.springframework.boot.autoconfigure.SpringBootApplication;
import org.springframework.boot.context.properties.EnableConfigurationProperties;

/** Starts the sink. It runs, and is alive, without PostgreSQL and without a broker; ready it is with both. */
@SpringBootApplication(proxyBeanMethods = false)
@EnableConfigurationProperties(SinkSettings.class)
public class SinkMain {

    /** The same file that the other apps read; it overrides defaults, and is overridden by the environment. */
    private static final String CONFIG_FILE = "ONCEMARK_CONFIG_FILE";

    public static void main(String[] arguments) {
        SpringApplication app = new SpringApplication(SinkMain.class);
        String file = System.getenv(CONFIG_FILE);
        if (file != null) {
            app.setDefaultProperties(Map.of("spring.config.additional-location", "file:" + file));
        }
        app.run(arguments);
    }
}
