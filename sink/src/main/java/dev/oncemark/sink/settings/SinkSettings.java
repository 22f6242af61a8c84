package dev.oncemark.sink.settings;

import java.time.Duration;
import java.util.Locale;
import java.util.Map;
import org.jspecify.annotations.Nullable;
import org.springframework.boot.context.properties.ConfigurationProperties;

/**
 * What can be set, with the defaults of {@code application.properties}. {@code oncemark.postgres.url} is
 * {@code ONCEMARK_POSTGRES_URL} in the environment, and so on; {@code oncemark.kafka.*} passes through to Kafka's clients.
 *
 * @param kafka what Kafka itself understands, by its own names
 */
@ConfigurationProperties("oncemark")
public record SinkSettings(Http http, Postgres postgres, Sink sink, Map<String, String> kafka) {

    /** What the sink's promises rest on; {@code oncemark.kafka.*} cannot change it. */
    private static final Map<String, String> FIXED = Map.of(
            "isolation.level", "read_committed",
            "enable.auto.commit", "false",
            "auto.offset.reset", "none",
            "allow.auto.create.topics", "false");

    public SinkSettings {
        kafka = Map.copyOf(kafka);
        requireText("oncemark.kafka.bootstrap.servers", kafka.get("bootstrap.servers"));
        requireText("oncemark.kafka.group.id", kafka.get("group.id"));
        Map<String, String> given = kafka;
        FIXED.forEach((name, value) -> require(
                value.equals(given.getOrDefault(name, value)),
                "oncemark.kafka." + name,
                "cannot be other than " + value));
    }

    /**
     * Where health and metrics are served.
     *
     * @param host the address to listen on
     */
    public record Http(String host, int port) {
        public Http {
            requireText("oncemark.http.host", host);
            require(port >= 0 && port <= 65_535, "oncemark.http.port", "has to be from 0 to 65535");
        }
    }

    /** The database that has schema {@code progress}. */
    public record Postgres(String url, String user, String password) {
        public Postgres {
            requireText("oncemark.postgres.url", url);
            require(url.startsWith("jdbc:postgresql:"), "oncemark.postgres.url", "has to begin with jdbc:postgresql:");
            requireText("oncemark.postgres.user", user);
        }

        @Override
        public String toString() {
            return "Postgres[url=" + url + ", user=" + user + "]";
        }
    }

    /**
     * The sink's own.
     *
     * @param threads consumers in this process; each stores its batches over a connection of its own
     * @param retryFirst how long to wait before trying PostgreSQL again; doubled each time
     * @param retryLongest the longest such wait
     */
    public record Sink(int threads, Duration retryFirst, Duration retryLongest) {
        public Sink {
            require(threads >= 1 && threads <= 64, "oncemark.sink.threads", "has to be from 1 to 64");
            require(retryFirst.toMillis() >= 1, "oncemark.sink.retry-first", "has to be at least 1ms");
            require(
                    retryLongest.compareTo(retryFirst) >= 0,
                    "oncemark.sink.retry-longest",
                    "has to be at least oncemark.sink.retry-first");
        }
    }

    /** What {@code oncemark.kafka.*} cannot change. */
    public static Map<String, String> fixedKafka() {
        return FIXED;
    }

    private static void requireText(String name, @Nullable String value) {
        require(value != null && !value.isBlank(), name, "is not set");
    }

    private static void require(boolean fulfilled, String name, String wanted) {
        if (!fulfilled) {
            String variable = name.toUpperCase(Locale.ROOT).replace('.', '_').replace("-", "");
            throw new IllegalArgumentException(name + " (" + variable + ") " + wanted);
        }
    }
}
