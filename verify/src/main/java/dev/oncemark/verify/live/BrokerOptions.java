package dev.oncemark.verify.live;

import dev.oncemark.cli.WrongCallException;
import java.io.IOException;
import java.io.Reader;
import java.nio.file.Files;
import java.nio.file.Path;
import java.util.HashMap;
import java.util.Map;
import java.util.Properties;
import org.jspecify.annotations.Nullable;
import picocli.CommandLine.Option;

/** The options by which a command finds the broker and the streams-app. */
public final class BrokerOptions {

    @Option(
            names = "--bootstrap-server",
            paramLabel = "HOST:PORT",
            defaultValue = "127.0.0.1:${env:ONCEMARK_STACK_KAFKA_PORT:-9092}",
            description = "The broker.")
    private String bootstrapServer = "";

    @Option(
            names = "--command-config",
            paramLabel = "FILE",
            description = "Settings of Kafka's clients, such as security.protocol.")
    private @Nullable Path commandConfig;

    @Option(
            names = "--application-id",
            paramLabel = "ID",
            defaultValue = "oncemark-streams",
            description = "Of the streams-app.")
    private String applicationId = "";

    /** The streams-app's {@code application.id}. */
    public String applicationId() {
        return applicationId;
    }

    /**
     * Settings for Kafka's clients.
     *
     * @throws WrongCallException if their file cannot be read
     */
    public Map<String, Object> clientSettings() {
        Map<String, Object> settings = new HashMap<>();
        if (commandConfig != null) {
            try (Reader in = Files.newBufferedReader(commandConfig)) {
                Properties properties = new Properties();
                properties.load(in);
                properties.stringPropertyNames().forEach(name -> settings.put(name, properties.getProperty(name)));
            } catch (IOException unreadable) {
                throw new WrongCallException("--command-config takes a file of properties: " + unreadable);
            }
        }
        settings.put("bootstrap.servers", bootstrapServer);
        return settings;
    }
}
