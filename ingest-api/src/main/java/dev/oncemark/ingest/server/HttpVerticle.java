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
import java.time.Instant;
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
    private final EveryAnswer everyAnswer;
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
        this.everyAnswer = new EveryAnswer(settings.http().edge(), Instant.now());
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
        vertx.setPeriodic(SECOND, now -> {
            everyAnswer.tick(Instant.now());
            connections.cutIdleAndSlow();
        });
        server = vertx.createHttpServer(options())
                .connectionHandler(connections::opened)
                .requestHandler(request -> take(request, router))
                .invalidRequestHandler(this::refuse);
        return server.listen();
    }

    private HttpServerOptions options() {
        IngestSettings.Http http = settings.http();
        Sizes sizes = settings.limits().sizes();
        return new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port())
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxInitialLineLength(sizes.line())
                .setMaxHeaderSize(sizes.headers());
    }

    /** Over a limit a request is turned away before anything of it is looked at, while that costs least. */
    private void take(HttpServerRequest request, Handler<HttpServerRequest> routes) {
        long start = System.nanoTime();
        everyAnswer.begin(request);
        boolean isWelcome = connections.begin(request);
        if (request.version() == null) {
            ErrorHandlers.unreadable(request);
        } else if (everyAnswer.answersPreflight(request)) {
            answered(request, 204, start);
        } else if (!isWelcome && !HealthRoutes.isHealthPath(request.path())) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            turnAway(request, TOO_MANY_CLIENTS, start);
        } else if (isWelcome && concurrency.isReached() && isStored(request.method())) {
            turnAway(request, FULL, start);
        } else {
            routes.handle(request);
        }
    }

    private void turnAway(HttpServerRequest request, Answer.Prepared answer, long start) {
        answer.write(request);
        answered(request, answer.status(), start);
    }

    private void answered(HttpServerRequest request, int status, long start) {
        connections.answered(request);
        metrics.answered("", status, System.nanoTime() - start);
    }

    /** Whether something would be on its way to the broker. */
    private static boolean isStored(HttpMethod method) {
        return !method.equals(HttpMethod.GET) && !method.equals(HttpMethod.HEAD) && !method.equals(HttpMethod.OPTIONS);
    }

    private void refuse(HttpServerRequest request) {
        everyAnswer.begin(request);
        ErrorHandlers.unreadable(request);
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
