package dev.oncemark.ingest.server;

import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.ingest.settings.IngestSettings.Sizes;
import io.vertx.core.Future;
import io.vertx.core.Handler;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.function.Consumer;
import org.jspecify.annotations.Nullable;

/** Serves HTTP on one event loop. All of them listen on one port. */
public final class HttpVerticle extends VerticleBase {

    private static final long SECOND = 1_000;
    private static final Answer.Prepared FULL = Answer.prepared(Problems.unavailable(ConcurrencyLimit.REACHED));
    private static final Answer.Prepared TOO_MANY_CLIENTS = Answer.prepared(Problems.tooManyClients());

    private final IngestSettings settings;
    private final ConnectionLimits connections;
    private final ConcurrencyLimit concurrency;
    private final ApiMetrics metrics;
    private final Consumer<Router> routes;
    private @Nullable HttpServer server;

    /**
     * @param connections how many there are on all event loops together; counted here
     * @param routes adds every route to the router of one event loop
     */
    public HttpVerticle(
            IngestSettings settings,
            AtomicInteger connections,
            ConcurrencyLimit concurrency,
            ApiMetrics metrics,
            Consumer<Router> routes) {
        this.settings = settings;
        this.connections = new ConnectionLimits(settings.limits().connections(), connections);
        this.concurrency = concurrency;
        this.metrics = metrics;
        this.routes = routes;
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route().handler(this::enter);
        routes.accept(router);
        vertx.setPeriodic(SECOND, now -> connections.cutIdleAndSlow());
        server = vertx.createHttpServer(options())
                .connectionHandler(connections::opened)
                .requestHandler(request -> take(request, router))
                .invalidRequestHandler(ErrorHandlers::unreadable);
        return server.listen();
    }

    private HttpServerOptions options() {
        IngestSettings.Http http = settings.http();
        Sizes sizes = settings.limits().sizes();
        return new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port())
                .setHttp2ClearTextEnabled(false)
                // There are no web sockets: their handlers would see every request.
                .setPerFrameWebSocketCompressionSupported(false)
                .setPerMessageWebSocketCompressionSupported(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(sizes.line())
                .setMaxHeaderSize(sizes.headers());
    }

    /** Over a limit a request is turned away before anything of it is looked at, while that costs least. */
    private void take(HttpServerRequest request, Handler<HttpServerRequest> routes) {
        long start = System.nanoTime();
        boolean isWelcome = connections.begin(request);
        if (!isWelcome && !HealthRoutes.isHealthPath(request.path())) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            turnAway(request, TOO_MANY_CLIENTS, start);
        } else if (isWelcome && concurrency.isReached() && !request.method().equals(HttpMethod.GET)) {
            turnAway(request, FULL, start);
        } else {
            routes.handle(request);
        }
    }

    private void turnAway(HttpServerRequest request, Answer.Prepared answer, long start) {
        answer.write(request.response());
        connections.answered(request);
        metrics.answered("", answer.status(), System.nanoTime() - start);
    }

    /** Comes before every route: measures from here to the end of the answer. */
    private void enter(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(ended -> {
            connections.answered(context.request());
            Route route = context.currentRoute();
            String name = route == null ? "" : String.valueOf(route.getName());
            metrics.answered(name, context.response().getStatusCode(), System.nanoTime() - start);
        });
        context.next();
    }

    /** Takes no more connections, and waits for the answers under way. */
    @Override
    public Future<?> stop() {
        long millis = settings.http().stopTimeout().toMillis();
        return server == null ? Future.succeededFuture() : server.shutdown(millis, TimeUnit.MILLISECONDS);
    }
}
