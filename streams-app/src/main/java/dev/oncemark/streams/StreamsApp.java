package dev.oncemark.streams;

import dev.oncemark.runtime.AppMetrics;
import dev.oncemark.runtime.StatusServer;
import dev.oncemark.streams.metrics.DecisionMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import java.io.IOException;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams-app: its topology, and the server that says how it is. */
final class StreamsApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration STOP_TIMEOUT = Duration.ofSeconds(10);

    private final AppMetrics metrics = new AppMetrics();
    private final Readiness readiness;
    private final StatusServer status;
    private final KafkaStreams streams;
    private final KafkaStreamsMetrics streamsMetrics;

    private StreamsApp(StreamsSettings settings, Runnable died) throws IOException {
        DecisionMetrics decisions = new DecisionMetrics(metrics.registry());
        this.readiness = new Readiness(decisions);
        this.status = StatusServer.start(settings.http(), readiness::live, readiness::ready, metrics::scrape);
        ConsumerFetchCounter fetches = new ConsumerFetchCounter();
        Topology topology = DecisionTopology.build(
                settings.catalog(), settings.waiting(), settings.decision()::decide, decisions, fetches);
        this.streams = new KafkaStreams(topology, StreamsProperties.of(settings));
        this.streamsMetrics = new KafkaStreamsMetrics(streams);
        fetches.of(streams::metrics);
        streams.setGlobalStateRestoreListener(readiness);
        streams.setUncaughtExceptionHandler(new ThreadFailureHandler());
        streams.setStateListener((now, before) -> {
            LOG.atInfo().addKeyValue("from", before).addKeyValue("to", now).log("state changed");
            if (now == KafkaStreams.State.ERROR) {
                died.run();
            }
        });
    }

    /**
     * Waits for the broker and the topics, then starts. It is alive, and not ready, from the beginning.
     *
     * @throws dev.oncemark.runtime.CannotStartException if waiting does not help
     * @throws IOException if the address of health and metrics is in use
     */
    static StreamsApp start(StreamsSettings settings, Runnable died) throws IOException, InterruptedException {
        StreamsApp app = new StreamsApp(settings, died);
        try (Admin admin = Admin.create(settings.kafka().properties(Map.of(), Map.of()))) {
            StartChecks.await(admin);
        }
        app.streams.start();
        app.readiness.of(app.streams);
        app.streamsMetrics.bindTo(app.metrics.registry());
        return app;
    }

    @Override
    public void close() {
        if (!streams.close(STOP_TIMEOUT)) {
            LOG.atWarn().addKeyValue("after", STOP_TIMEOUT).log("stopped before every task was closed");
        }
        status.close();
        streamsMetrics.close();
        metrics.close();
    }
}
