package dev.oncemark.ingest.settings;

import dev.oncemark.contracts.StatedTime;
import dev.oncemark.runtime.InvalidSettingException;
import dev.oncemark.runtime.Settings;
import java.time.DateTimeException;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** The app's settings, read and checked once at start; {@code oncemark.properties} says what each is for. */
public record IngestSettings(
        Http http,
        Map<String, String> kafka,
        Delivery delivery,
        IndexLimits index,
        Limits limits,
        Access access,
        Postgres postgres) {

    /** The name of the setting that allows commands. */
    public static final String COMMANDS_ENABLED = "oncemark.commands.enabled";

    /** Where and how HTTP is served. */
    public record Http(
            String host,
            int port,
            int eventLoops,
            Waits waits,
            Duration heartbeat,
            Duration stopTimeout,
            EdgeSettings edge) {}

    /** How long clients may wait for verdicts: those who ask for it at the longest, and those of the old endpoint. */
    public record Waits(Duration longest, Duration legacy) {}

    /** How requests get to the broker; {@code latencyTarget} is how long one may take before fewer are let in. */
    public record Delivery(
            Duration timeout,
            Duration maxBlock,
            Duration linger,
            int bufferKib,
            int maxInFlight,
            Duration latencyTarget) {}

    /** How many requests and results the API knows of, and how many clients may wait for them. */
    public record IndexLimits(
            int recentResults,
            int resultsTail,
            int pendingRequests,
            int requestsTail,
            String group,
            Duration grace,
            int maxWaiting) {}

    /** What a request may be, and a client may take. */
    public record Limits(Sizes sizes, Occurred occurred, Rate learner, Rate service, Connections connections) {}

    /** When a client may say that something occurred: from then, until that long ahead of the server's clock. */
    public record Occurred(Instant earliest, Duration maxAhead) {}

    /** In bytes, but for the items of a batch. */
    public record Sizes(int line, int headers, int body, int batchBody, int batchItems) {}

    /** How much one caller may ask for. */
    public record Rate(int perSecond, int burst) {}

    /** How many clients there may be, and how long one may keep its connection without a use. */
    public record Connections(int max, int streams, Duration idle, Duration requestTimeout) {}

    /**
     * Whether what is complete can be taken back, waived and begun again.
     *
     * @param areEnabled false while another part of the installation may be of a version that knows no commands
     * @param learnersMayRevoke whether learners may take back their own lessons
     */
    public record Commands(boolean areEnabled, boolean learnersMayRevoke) {}

    /** Where what was accepted is read from. */
    public record Postgres(
            String url,
            String user,
            @Nullable String password,
            int connections,
            Duration timeout,
            Duration keyLookup) {}

    /**
     * @throws InvalidSettingException if one is missing or cannot be used, or two do not go together; the message names it
     */
    public static IngestSettings of(Settings settings) {
        Http http = http(settings);
        return new IngestSettings(
                http,
                settings.kafka(),
                delivery(settings),
                index(settings),
                limits(settings),
                Access.of(settings, http.host(), commands(settings)),
                postgres(settings));
    }

    private static Http http(Settings settings) {
        return new Http(
                settings.text("oncemark.http.host"),
                settings.integer("oncemark.http.port", 0, 65_535),
                settings.integer("oncemark.http.event.loops", 1, 256),
                new Waits(settings.duration("oncemark.http.wait.max"), settings.duration("oncemark.http.wait.legacy")),
                settings.duration("oncemark.http.heartbeat"),
                settings.duration("oncemark.http.stop.timeout"),
                EdgeSettings.of(settings, settings.text("oncemark.auth").equals("none")));
    }

    private static Delivery delivery(Settings settings) {
        return new Delivery(
                settings.duration("oncemark.broker.delivery.timeout"),
                settings.duration("oncemark.broker.max.block"),
                settings.duration("oncemark.broker.linger"),
                settings.integer("oncemark.broker.buffer.kib", 1_024, 1 << 21),
                settings.integer("oncemark.broker.in.flight.max", 1, 1 << 20),
                settings.duration("oncemark.broker.patience"));
    }

    private static IndexLimits index(Settings settings) {
        return new IndexLimits(
                settings.integer("oncemark.results.recent", 1, 10_000_000),
                settings.integer("oncemark.results.tail", 1, 10_000_000),
                settings.integer("oncemark.requests.pending", 1, 10_000_000),
                settings.integer("oncemark.requests.tail", 0, 10_000_000),
                settings.text("oncemark.requests.group"),
                settings.duration("oncemark.requests.grace"),
                settings.integer("oncemark.waiting.max", 0, 10_000_000));
    }

    private static Limits limits(Settings settings) {
        return new Limits(
                new Sizes(
                        settings.integer("oncemark.limits.line", 256, 1 << 16),
                        settings.integer("oncemark.limits.headers", 256, 1 << 20),
                        settings.integer("oncemark.limits.body", 1, 1 << 20),
                        settings.integer("oncemark.limits.batch.body", 1, 1 << 24),
                        settings.integer("oncemark.limits.batch.items", 1, 100_000)),
                new Occurred(time(settings, "oncemark.occurred.earliest"), settings.duration("oncemark.limits.ahead")),
                rate(settings, "oncemark.limits.learner"),
                rate(settings, "oncemark.limits.service"),
                new Connections(
                        settings.integer("oncemark.limits.connections", 1, 10_000_000),
                        settings.integer("oncemark.limits.streams", 0, 10_000_000),
                        settings.duration("oncemark.limits.idle"),
                        settings.duration("oncemark.limits.slow")));
    }

    private static Instant time(Settings settings, String name) {
        String text = settings.text(name);
        try {
            return StatedTime.parse(text);
        } catch (DateTimeException unreadable) {
            throw new InvalidSettingException(name, "is '" + text + "', but " + unreadable.getMessage());
        }
    }

    private static Rate rate(Settings settings, String prefix) {
        return new Rate(
                settings.integer(prefix + ".rate", 1, 100_000_000),
                settings.integer(prefix + ".burst", 1, 100_000_000));
    }

    private static Commands commands(Settings settings) {
        return new Commands(settings.flag(COMMANDS_ENABLED), settings.flag("oncemark.learners.may.revoke"));
    }

    private static Postgres postgres(Settings settings) {
        return new Postgres(
                settings.text("oncemark.postgres.url"),
                settings.text("oncemark.postgres.user"),
                settings.optionalText("oncemark.postgres.password"),
                settings.integer("oncemark.postgres.connections", 1, 1_000),
                settings.duration("oncemark.postgres.timeout"),
                settings.duration("oncemark.postgres.key.lookup"));
    }
}
