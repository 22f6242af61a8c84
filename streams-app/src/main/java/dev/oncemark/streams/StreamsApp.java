package dev.oncemark.streams;

import dev.oncemark.runtime.Settings;
import dev.oncemark.streams.StartChecks.CannotStartException;
import dev.oncemark.streams.decision.Decision;
import dev.oncemark.streams.metrics.DecisionMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.kafka.KafkaStreamsMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.io.IOException;
import java.time.Duration;
import java.util.HashMap;
import java.util.concurrent.CountDownLatch;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.streams.KafkaStreams;
import org.apache.kafka.streams.Topology;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The streams-app: reads its settings, checks the broker, runs the topology until it is told to stop. */
public final class StreamsApp implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(StreamsApp.class);
    private static final Duration STOP = Duration.ofSeconds(10);

    private final StreamsSettings settings;
    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final Readiness readiness = new Readiness();
    private final StatusServer status;
    private final KafkaStreams streams;
    private final CountDownLatch over = new CountDownLatch(1);

    private StreamsApp(StreamsSettings settings) throws IOException {
        this.settings = settings;
        new JvmMemoryMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        this.status = new StatusServer(settings.http(), readiness, registry);
        ConsumerFetchCounter fetches = new ConsumerFetchCounter();
        Topology topology =
                DecisionTopology.build(settings.waiting(), Decision::decide, new DecisionMetrics(registry), fetches);
        this.streams = new KafkaStreams(topology, StreamsProperties.of(settings));
        fetches.of(streams::metrics);
        streams.setGlobalStateRestoreListener(readiness);
        streams.setUncaughtExceptionHandler(new ThreadFailureHandler());
        streams.setStateListener((now, before) -> {
            LOG.atInfo().addKeyValue("from", before).addKeyValue("to", now).log("state changed");
            if (now == KafkaStreams.State.ERROR || now == KafkaStreams.State.NOT_RUNNING) {
                over.countDown();
            }
        });
    }

    /** Exits with 1 where the app cannot start or died, 2 where a setting is wrong, 0 after SIGTERM. */
    public static void main(String[] args) {
        int exit = 1;
        try (StreamsApp app = new StreamsApp(StreamsSettings.of(Settings.load(StreamsApp.class, System.getenv())))) {
            Runtime.getRuntime().addShutdownHook(new Thread(app::close, "shutdown"));
            exit = app.run();
        } catch (Settings.InvalidSettingException wrong) {
            LOG.atError().log("setting " + wrong.getMessage());
            exit = 2;
        } catch (CannotStartException | IOException cannot) {
            LOG.atError().addKeyValue("why", cannot.getMessage()).log("cannot start");
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
        }
        Runtime.getRuntime().halt(exit);
    }

    private int run() throws InterruptedException {
        try (Admin admin = Admin.create(new HashMap<>(settings.kafka()))) {
            StartChecks.await(admin);
        }
        streams.start();
        readiness.of(streams);
        try (KafkaStreamsMetrics metrics = new KafkaStreamsMetrics(streams)) {
            metrics.bindTo(registry);
            over.await();
        }
        return readiness.isDead() ? 1 : 0;
    }

    @Override
    public void close() {
        if (!streams.close(STOP)) {
            LOG.atWarn().addKeyValue("after", STOP).log("stopped before every task was closed");
        }
        status.close();
    }
}
