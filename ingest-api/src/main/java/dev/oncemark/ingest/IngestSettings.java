package dev.oncemark.ingest;

import dev.oncemark.settings.Settings;
import java.time.Duration;
import java.util.Map;

/** The app's settings, read and checked once at start; {@code oncemark.properties} says what each is for. */
public record IngestSettings(
        Http http, Map<String, String> kafka, Delivery delivery, Knowledge knowledge, Limits limits) {

    /** Where and how HTTP is served. */
    public record Http(String host, int port, int eventLoops, Duration maxWait, Duration stopTimeout) {}

    /** How requests get to the broker. */
    public record Delivery(Duration timeout, Duration maxBlock, Duration linger, int bufferKib, int maxInFlight) {}

    /** How much the API keeps in mind. */
    public record Knowledge(
            int recentResults,
            int resultsTail,
            int pendingRequests,
            int requestsTail,
            String group,
            Duration grace,
            int maxWaiting) {}

    /** What a request may be. */
    public record Limits(int bodyBytes, Duration ahead) {}

    /** @throws Settings.InvalidSettingException if one is missing or cannot be used; the message names it */
    public static IngestSettings of(Settings settings) {
        return new IngestSettings(
                http(settings), settings.kafka(), delivery(settings), knowledge(settings), limits(settings));
    }

    private static Http http(Settings settings) {
        return new Http(
                settings.text("oncemark.http.host"),
                settings.integer("oncemark.http.port", 0, 65_535),
                settings.integer("oncemark.http.event.loops", 1, 256),
                settings.duration("oncemark.http.wait.max"),
                settings.duration("oncemark.http.stop.timeout"));
    }

    private static Delivery delivery(Settings settings) {
        return new Delivery(
                settings.duration("oncemark.broker.delivery.timeout"),
                settings.duration("oncemark.broker.max.block"),
                settings.duration("oncemark.broker.linger"),
                settings.integer("oncemark.broker.buffer.kib", 1_024, 1 << 21),
                settings.integer("oncemark.broker.in.flight.max", 1, 1 << 20));
    }

    private static Knowledge knowledge(Settings settings) {
        return new Knowledge(
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
                settings.integer("oncemark.limits.body", 1, 1 << 20), settings.duration("oncemark.limits.ahead"));
    }
}
