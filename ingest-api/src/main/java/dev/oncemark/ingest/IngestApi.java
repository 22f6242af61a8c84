package dev.oncemark.ingest;

import dev.oncemark.ingest.broker.ClientSettings;
import dev.oncemark.ingest.broker.RequestWriter;
import dev.oncemark.ingest.broker.Tail;
import dev.oncemark.ingest.health.ApiMetrics;
import dev.oncemark.ingest.health.BrokerCheck;
import dev.oncemark.ingest.health.Readiness;
import dev.oncemark.ingest.http.HttpParts;
import dev.oncemark.ingest.http.HttpVerticle;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.Waiters;
import dev.oncemark.ingest.submit.Submitter;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.time.Clock;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole app: its parts, wired; started and stopped in the order that loses nothing. */
public final class IngestApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestApi.class);

    private final IngestSettings settings;
    private final Vertx vertx;
    private final ApiMetrics metrics = new ApiMetrics();
    private final KnownRequests known;
    private final Waiters waiters;
    private final RequestWriter writer;
    private final Tail tail;
    private final BrokerCheck broker;
    private final Readiness readiness;

    /** Opens clients and begins to read; the broker need not be there. */
    public IngestApi(IngestSettings settings) {
        this.settings = settings;
        IngestSettings.Knowledge knowledge = settings.knowledge();
        ClientSettings clients = new ClientSettings(settings.kafka());
        this.vertx = Vertx.vertx(
                new VertxOptions().setEventLoopPoolSize(settings.http().eventLoops()));
        this.known = new KnownRequests(knowledge.pendingRequests(), knowledge.recentResults());
        this.waiters = new Waiters(knowledge.maxWaiting());
        this.writer = new RequestWriter(clients, settings.delivery());
        this.tail = new Tail(clients, knowledge, new TailReader(known, waiters, metrics, knowledge.grace()));
        this.broker = new BrokerCheck(clients);
        this.readiness = new Readiness(broker, tail::isLoaded);
        register();
    }

    private void register() {
        metrics.gauge("oncemark.waiting", "Clients waiting for a verdict", waiters::count);
        metrics.gauge("oncemark.in.flight", "Requests on their way to the broker", writer::inFlight);
        metrics.gauge("oncemark.pending", "Requests known to be undecided", known::undecidedCount);
        metrics.gauge("oncemark.results.recent", "Results kept for who asks", known::resultCount);
    }

    /** Serves from when this returns, whether or not the broker is there and the latest results are loaded. */
    public void start() throws Exception {
        tail.start();
        Submitter submitter = new Submitter(vertx, writer, known, waiters);
        var parts = new HttpParts(settings, submitter, known, readiness, metrics, Clock.systemUTC());
        IngestSettings.Http http = settings.http();
        await(vertx.deployVerticle(
                () -> new HttpVerticle(parts), new DeploymentOptions().setInstances(http.eventLoops())));
        LOG.atInfo()
                .addKeyValue("host", http.host())
                .addKeyValue("port", http.port())
                .log("Serving");
    }

    /** Answers those who wait, finishes what is under way, and closes everything. */
    @Override
    public void close() {
        readiness.stop();
        waiters.releaseAll();
        try {
            await(vertx.close());
        } catch (Exception incomplete) {
            LOG.atWarn().setCause(incomplete).log("Some requests were cut off");
        }
        writer.close();
        tail.close();
        broker.close();
        metrics.close();
        LOG.atInfo().log("Stopped");
    }

    private void await(Future<?> done) throws TimeoutException {
        long patience = settings.http().stopTimeout().plusSeconds(5).toMillis();
        done.await(patience, TimeUnit.MILLISECONDS);
    }
}
