package dev.oncemark.ingest;

import dev.oncemark.ingest.access.AccessControl;
import dev.oncemark.ingest.progress.CourseOutlines;
import dev.oncemark.ingest.progress.HistoryRoute;
import dev.oncemark.ingest.progress.KeyLookup;
import dev.oncemark.ingest.progress.ProgressReader;
import dev.oncemark.ingest.progress.ProgressRoute;
import dev.oncemark.ingest.progress.ResultPartitions;
import dev.oncemark.ingest.results.ActivityRoute;
import dev.oncemark.ingest.results.EventsRoute;
import dev.oncemark.ingest.results.OriginalLookup;
import dev.oncemark.ingest.results.ReadPace;
import dev.oncemark.ingest.results.RequestIndex;
import dev.oncemark.ingest.results.RequestRoute;
import dev.oncemark.ingest.results.ResultDispatcher;
import dev.oncemark.ingest.results.ResultTailer;
import dev.oncemark.ingest.results.Subscriptions;
import dev.oncemark.ingest.results.Waiters;
import dev.oncemark.ingest.server.ApiMetrics;
import dev.oncemark.ingest.server.ConcurrencyLimit;
import dev.oncemark.ingest.server.ConnectionLimitingTransport;
import dev.oncemark.ingest.server.HttpVerticle;
import dev.oncemark.ingest.server.Readiness;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.ingest.settings.ClientSettings;
import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.ingest.submit.RequestWriter;
import dev.oncemark.ingest.submit.SubmitRoutes;
import dev.oncemark.ingest.submit.Submitter;
import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.ext.web.Router;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.atomic.AtomicInteger;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** The whole app: its parts, wired; started and stopped in the order that loses nothing. */
final class IngestApi implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(IngestApi.class);

    static {
        // Vert.x would look at each request for a web socket, and answer those of other versions of HTTP by itself.
        System.setProperty("vertx.disableWebsockets", "true");
    }

    private final IngestSettings settings;
    private final Vertx vertx;
    private final ApiMetrics metrics = new ApiMetrics();
    private final AtomicInteger connections = new AtomicInteger();
    private final ConcurrencyLimit concurrency;
    private final AccessControl access;
    private final RequestIndex index;
    private final Waiters waiters;
    private final Subscriptions subscriptions;
    private final ResultPartitions partitions = new ResultPartitions();
    private final CourseOutlines outlines = new CourseOutlines();
    private final ResultTailer tailer;
    private final RequestWriter writer;
    private final ProgressReader progress;
    private final OriginalLookup originals;
    private final KeyLookup keys;
    private final Readiness readiness;

    /**
     * Opens clients; neither the broker nor PostgreSQL need be there.
     *
     * @throws dev.oncemark.runtime.InvalidSettingException if the keys of tokens cannot be used
     */
    IngestApi(IngestSettings settings) {
        this.settings = settings;
        IngestSettings.Delivery delivery = settings.delivery();
        IngestSettings.IndexLimits limits = settings.index();
        ClientSettings clients = new ClientSettings(settings.kafka());
        ReadPace pace = new ReadPace();
        this.vertx = Vertx.builder()
                .with(new VertxOptions().setEventLoopPoolSize(settings.http().eventLoops()))
                .withTransport(new ConnectionLimitingTransport(settings.limits().connections()))
                .build();
        this.concurrency = new ConcurrencyLimit(delivery.maxInFlight(), delivery.latencyTarget());
        this.access = new AccessControl(vertx, settings);
        this.index = new RequestIndex(limits.pendingRequests(), limits.recentResults());
        this.waiters = new Waiters(vertx, limits.maxWaiting(), pace::wakeUp);
        this.subscriptions =
                new Subscriptions(vertx, settings.limits().connections().streams(), pace::wakeUp);
        var dispatcher =
                new ResultDispatcher(index, waiters, subscriptions, partitions, outlines, metrics, limits.grace());
        this.tailer = new ResultTailer(clients, limits, dispatcher, pace);
        this.writer = new RequestWriter(clients, delivery, concurrency, metrics);
        this.progress = new ProgressReader(vertx, settings.postgres());
        this.originals = new OriginalLookup(progress, index);
        this.keys = new KeyLookup(vertx, progress, settings.postgres().keyLookup());
        this.readiness = new Readiness(clients, tailer::isLoaded, access::keys);
    }

    /** Adds every route; the router of each event loop has its own. */
    void mount(Router router) {
        Routes routes = new Routes(router, access, settings.http().edge());
        new SubmitRoutes(new Submitter(writer, index, waiters, originals, keys), settings).mount(routes);
        new RequestRoute(index, originals, progress).mount(routes);
        new EventsRoute(index, subscriptions, progress, settings.http().heartbeat()).mount(routes);
        new ActivityRoute(metrics, index, waiters, subscriptions).mount(routes);
        new ProgressRoute(progress, partitions, outlines).mount(routes);
        new HistoryRoute(progress).mount(routes);
        routes.mountOpen(readiness, metrics, settings.access().isOpen());
    }

    private void register() {
        metrics.gauge("oncemark.waiting", "Clients waiting for a verdict", waiters::count);
        metrics.gauge("oncemark.following", "Clients following an enrollment's events", subscriptions::count);
        metrics.gauge("oncemark.connections", "Connections of clients", connections::get);
        metrics.gauge("oncemark.in.flight", "Requests on their way to the broker", concurrency::inFlight);
        metrics.gauge("oncemark.in.flight.bound", "As many may be so at once now", concurrency::current);
        metrics.gauge("oncemark.pending", "Requests known to be pending", index::pendingCount);
        metrics.gauge("oncemark.results.recent", "Results kept for who asks", index::resultCount);
        metrics.keys(access::keys);
    }

    /** Serves from when this returns, whether or not the broker is there and the latest results are loaded. */
    void start() throws Exception {
        access.start();
        tailer.start();
        register();
        IngestSettings.Http http = settings.http();
        await(vertx.deployVerticle(
                () -> new HttpVerticle(settings, connections, concurrency, metrics, this::mount),
                new DeploymentOptions().setInstances(http.eventLoops())));
        LOG.atInfo()
                .addKeyValue("host", http.host())
                .addKeyValue("port", http.port())
                .log("serving");
    }

    /** Answers those who wait, finishes what is under way, and closes everything. */
    @Override
    public void close() {
        readiness.stop();
        waiters.releaseAll();
        try {
            await(vertx.close());
        } catch (Exception incomplete) {
            LOG.atWarn().setCause(incomplete).log("some requests were cut off");
        }
        writer.close();
        tailer.close();
        readiness.close();
        progress.close();
        metrics.close();
        LOG.atInfo().log("stopped");
    }

    private void await(Future<?> done) throws TimeoutException {
        long timeout = settings.http().stopTimeout().plusSeconds(5).toMillis();
        done.await(timeout, TimeUnit.MILLISECONDS);
    }
}
