package dev.oncemark.sink.settings;

import dev.oncemark.runtime.HttpAddress;
import dev.oncemark.runtime.InvalidSettingException;
import dev.oncemark.runtime.KafkaClients;
import dev.oncemark.runtime.Settings;
import java.time.Duration;
import java.util.Map;

/**
 * The app's settings, read and checked once at start; {@code oncemark.properties} says what each is for.
 *
 * @param platform what is watched beside
 * @param threads consumers in this process; each stores its batches over a connection of its own
 * @param retry how long to wait before trying PostgreSQL again
 */
public record SinkSettings(
        HttpAddress http, Postgres postgres, PlatformSettings platform, int threads, Retry retry, KafkaClients kafka) {

    private static final String FIRST = "oncemark.sink.retry.first";
    private static final String LONGEST = "oncemark.sink.retry.longest";

    /** What the sink's promises rest on; {@code oncemark.kafka.*} cannot change it. */
    private static final Map<String, String> FIXED = Map.of(
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "auto.offset.reset", "none",
            "allow.auto.create.topics", "false");

    /**
     * A database: the one that has schema {@code progress}, or the platform's.
     *
     * @param password empty where PostgreSQL asks for none
     */
    public record Postgres(String url, String user, String password) {
        @Override
        public String toString() {
            return "Postgres[url=" + url + ", user=" + user + "]";
        }
    }

    /**
     * Waits before PostgreSQL is tried again.
     *
     * @param first the first; doubled each time
     * @param longest the longest
     */
    public record Retry(Duration first, Duration longest) {}

    /** @throws InvalidSettingException if one is missing or cannot be used; the message names it */
    public static SinkSettings of(Settings settings) {
        return new SinkSettings(
                HttpAddress.of(settings),
                postgres(settings, "oncemark.postgres."),
                PlatformSettings.of(settings),
                settings.integer("oncemark.sink.threads", 1, 64),
                retry(settings),
                kafka(settings));
    }

    /** What {@code oncemark.kafka.*} cannot change. */
    public static Map<String, String> fixedKafka() {
        return FIXED;
    }

    static Postgres postgres(Settings settings, String prefix) {
        String url = settings.text(prefix + "url");
        require(url.startsWith("jdbc:postgresql:"), prefix + "url", "has to begin with jdbc:postgresql:");
        String password = settings.optionalText(prefix + "password");
        return new Postgres(url, settings.text(prefix + "user"), password == null ? "" : password);
    }

    private static Retry retry(Settings settings) {
        Retry retry = new Retry(settings.duration(FIRST), settings.duration(LONGEST));
        require(retry.first().toMillis() >= 1, FIRST, "has to be at least 1ms");
        require(retry.longest().compareTo(retry.first()) >= 0, LONGEST, "has to be at least " + FIRST);
        return retry;
    }

    private static KafkaClients kafka(Settings settings) {
        Map<String, String> given = settings.kafka();
        require(given.containsKey("bootstrap.servers"), "oncemark.kafka.bootstrap.servers", "is not set");
        require(given.containsKey("group.id"), "oncemark.kafka.group.id", "is not set");
        FIXED.forEach((name, value) -> require(
                value.equals(given.getOrDefault(name, value)),
                "oncemark.kafka." + name,
                "cannot be other than " + value));
        return new KafkaClients(given);
    }

    private static void require(boolean fulfilled, String name, String wanted) {
        if (!fulfilled) {
            throw new InvalidSettingException(name, wanted);
        }
    }
}
