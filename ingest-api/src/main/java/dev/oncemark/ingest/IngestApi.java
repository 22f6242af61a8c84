package dev.oncemark.ingest;

import dev.oncemark.ingest.access.AccessControl;
import dev.oncemark.ingest.broker.ClientSettings;
import dev.oncemark.ingest.broker.RequestWriter;
import dev.oncemark.ingest.broker.Tail;
import dev.oncemark.ingest.health.Activity;
import dev.oncemark.ingest.health.ApiMetrics;
import dev.oncemark.ingest.health.BrokerCheck;
import dev.oncemark.ingest.health.Readiness;
import dev.oncemark.ingest.http.BoundedAccepting;
import dev.oncemark.ingest.http.ConnectionLimits;
import dev.oncemark.ingest.http.HttpParts;
import dev.oncemark.ingest.http.HttpVerticle;
import dev.oncemark.ingest.progress.KeyLookup;
import dev.oncemark.ingest.progress.ProgressReader;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.ResultPartitions;
import dev.oncemark.ingest.requests.Subscriptions;
import dev.oncemark.ingest.requests.Waiters;
import dev.oncemark.ingest.submit.OldCompletions;
import dev.oncemark.ingest.submit.Submitter;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import java.util.List;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole app: its parts, wired; started and stopped in the order that loses nothing. */
public final class IngestApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestApi.class);

    private final IngestSettings settings;
    private final Vertx vertx;
    private final ApiMetrics metrics = new ApiMetrics();
    private final Activity activity;
    private final Waiters waiters;
    private final Subscriptions subscriptions;
    private final KnownRequests known;
    private final ResultPartitions partitions = new ResultPartitions();
    private final AccessControl access;
    private final RequestWriter writer;
    private final Tail tail;
    private final ProgressReader progress;
    private final BrokerCheck broker;
    private final Readiness readiness;

    /** Opens clients; neither the broker nor PostgreSQL need be there. */
    public IngestApi(IngestSettings settings) {
        this.settings = settings;
        IngestSettings.Knowledge knowledge = settings.knowledge();
        ClientSettings clients = new ClientSettings(settings.kafka());
        this.vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(settings.http().eventLoops()))
                .withTransport(new BoundedAccepting(
                        ConnectionLimits.mostAccepted(settings.limits().connections())))
                .build();
        this.access = new AccessControl(vertx, settings);
        this.known = new KnownRequests(knowledge.pendingRequests(), knowledge.recentResults());
        this.waiters = new Waiters(vertx, knowledge.maxWaiting(), this::readOn);
        this.subscriptions =
                new Subscriptions(vertx, settings.limits().connections().streams(), this::readOn);
        this.activity = new Activity(waiters::count, subscriptions::count, known::undecidedCount);
        this.writer = new RequestWriter(clients, settings.delivery(), activity::written);
        this.tail = new Tail(clients, knowledge, new TailReader(known, audience(), knowledge.grace()));
        this.progress = new ProgressReader(vertx, settings.postgres());
        this.broker = new BrokerCheck(clients);
        this.readiness = new Readiness(broker, tail::isLoaded);
    }

    private void readOn() {
        tail.readOn();
    }

    private TailReader.Audience audience() {
        return new TailReader.Audience(waiters, subscriptions, partitions, List.of(metrics::read, activity::read));
    }

    private void register(AtomicInteger connections) {
        metrics.gauge("oncemark.waiting", "Clients waiting for a verdict", waiters::count);
        metrics.gauge("oncemark.following", "Clients following an enrollment's events", subscriptions::count);
        metrics.gauge("oncemark.connections", "Connections of clients", connections::get);
        metrics.gauge("oncemark.in.flight", "Requests on their way to the broker", writer::inFlight);
        metrics.gauge("oncemark.in.flight.bound", "As many may be so at once now", writer::bound);
        metrics.gauge("oncemark.pending", "Requests known to be undecided", known::undecidedCount);
        metrics.gauge("oncemark.results.recent", "Results kept for who asks", known::resultCount);
        metrics.count("oncemark.requests.stored", "Requests that the broker took", activity::stored);
        metrics.count("oncemark.requests.not.stored", "Requests that it did not take in time", activity::notStored);
    }

    /** Serves from when this returns, whether or not the broker is there and the latest results are loaded. */
    public void start() throws Exception {
        tail.start();
        var parts = parts();
        register(parts.connections());
        IngestSettings.Http http = settings.http();
        await(vertx.deployVerticle(
                () -> new HttpVerticle(parts), new DeploymentOptions().setInstances(http.eventLoops())));
        LOG.atInfo()
                .addKeyValue("host", http.host())
                .addKeyValue("port", http.port())
                .log("Serving");
    }

    private HttpParts parts() {
        var keys = new KeyLookup(vertx, progress, settings.postgres().keyLookup());
        var stored = new Submitter.Stored(new OldCompletions(progress), keys);
        return new HttpParts(
                settings,
                access,
                new Submitter(writer, known, waiters, stored),
                new HttpParts.Knowledge(known, subscriptions, partitions, progress),
                new HttpParts.Observed(readiness, metrics, activity),
                new AtomicInteger());
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
        progress.close();
        metrics.close();
        LOG.atInfo().log("Stopped");
    }

    private void await(Future<?> done) throws TimeoutException {
        long patience = settings.http().stopTimeout().plusSeconds(5).toMillis();
        done.await(patience, TimeUnit.MILLISECONDS);
    }
}
