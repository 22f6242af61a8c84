package dev.oncemark.sink;

import com.zaxxer.hikari.HikariDataSource;
import com.zaxxer.hikari.metrics.micrometer.MicrometerMetricsTrackerFactory;
import dev.oncemark.runtime.AppMetrics;
import dev.oncemark.runtime.Health;
import dev.oncemark.runtime.StatusServer;
import dev.oncemark.sink.listener.Consumers;
import dev.oncemark.sink.listener.DeadLetterTopics;
import dev.oncemark.sink.listener.SinkClients;
import dev.oncemark.sink.listener.SinkMeters;
import dev.oncemark.sink.platform.PlatformWatch;
import dev.oncemark.sink.postgres.Connections;
import dev.oncemark.sink.postgres.ProgressStore;
import dev.oncemark.sink.postgres.Schema;
import dev.oncemark.sink.settings.SinkSettings;
import java.io.IOException;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The sink: its parts, wired; started and stopped in the order that loses nothing. It runs, and is alive, without
 * PostgreSQL and without a broker; it is ready with both.
 */
final class Sink implements AutoCloseable {

    private final AppMetrics metrics = new AppMetrics();
    private final HikariDataSource connections;
    private final PlatformWatch platform;
    private final DeadLetterTopics deadLetters;
    private final Consumers consumers;
    private final StatusServer status;

    private Sink(SinkSettings settings, Runnable died) throws IOException {
        this.connections = Connections.pool(settings.postgres(), settings.threads());
        connections.setMetricsTrackerFactory(new MicrometerMetricsTrackerFactory(metrics.registry()));
        this.platform = new PlatformWatch(settings.platform(), metrics.registry());
        this.deadLetters = new DeadLetterTopics(SinkClients.deadLetterProducer(settings));
        ProgressStore progress = new ProgressStore(connections);
        Schema schema = new Schema(settings.postgres());
        this.consumers = new Consumers(
                settings,
                progress,
                deadLetters,
                new SinkMeters(metrics.registry()),
                () -> {
                    schema.migrateOnce();
                    progress.tryToWrite();
                },
                died);
        this.status = StatusServer.start(settings.http(), Health::up, this::ready, metrics::scrape);
    }

    /**
     * Returns once health and metrics are served.
     *
     * @param died run when a consumer is lost for good, so that whoever supervises the process starts it anew
     * @throws IOException if the address of health and metrics is in use
     */
    static Sink start(SinkSettings settings, Runnable died) throws IOException {
        Sink sink = new Sink(settings, died);
        sink.consumers.start();
        sink.platform.start();
        return sink;
    }

    int port() {
        return status.port();
    }

    private Health ready() {
        String pauseReason = consumers.pauseReason();
        List<String> troubles = consumers.kafkaTroubles();
        Map<String, Health> parts = new LinkedHashMap<>();
        parts.put("postgres", pauseReason == null ? Health.up() : Health.down("reason", pauseReason));
        parts.put("kafka", troubles.isEmpty() ? Health.up() : Health.down("reasons", troubles));
        parts.put("platform", platform.health());
        return Health.of(parts);
    }

    @Override
    public void close() {
        consumers.close();
        deadLetters.close();
        platform.close();
        connections.close();
        status.close();
        metrics.close();
    }
}
