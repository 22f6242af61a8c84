package dev.oncemark.ingest.http;

import dev.oncemark.ingest.IngestSettings;
import dev.oncemark.ingest.IngestSettings.Sizes;
import dev.oncemark.ingest.broker.RequestWriter;
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
import org.jspecify.annotations.Nullable;

/** Serves HTTP on one event loop. All of them listen on one port. */
public final class HttpVerticle extends VerticleBase {

    private static final long SECOND = 1_000;
    private static final Answer.Prepared FULL = Answer.prepared(Problems.unavailable(RequestWriter.FULL));
    private static final Answer.Prepared TOO_MANY_CLIENTS = Answer.prepared(Problems.tooManyClients());

    private final HttpParts parts;
    private final ConnectionLimits connections;
    private @Nullable HttpServer server;

    public HttpVerticle(HttpParts parts) {
        this.parts = parts;
        this.connections = new ConnectionLimits(parts.settings().limits().connections(), parts.connections());
    }

    @Override
    public Future<?> start() {
        Router router = Router.router(vertx);
        router.route().handler(this::enter);
        Routes.mount(router, parts);
        vertx.setPeriodic(SECOND, now -> connections.cutIdleAndSlow());
        server = vertx.createHttpServer(options())
                .connectionHandler(connections::opened)
                .requestHandler(request -> take(request, router))
                .invalidRequestHandler(Failures::unreadable);
        return server.listen();
    }

    private HttpServerOptions options() {
        IngestSettings.Http http = parts.settings().http();
        Sizes sizes = parts.settings().limits().sizes();
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

    /** One that is one too many is turned away before anything of it is looked at, while that costs least. */
    private void take(HttpServerRequest request, Handler<HttpServerRequest> routes) {
        long start = System.nanoTime();
        boolean isWelcome = connections.begin(request);
        if (!isWelcome && !HealthRoutes.isOne(request.path())) {
            request.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            turnAway(request, TOO_MANY_CLIENTS, start);
        } else if (isWelcome && parts.submitter().isFull() && !request.method().equals(HttpMethod.GET)) {
            turnAway(request, FULL, start);
        } else {
            routes.handle(request);
        }
    }

    private void turnAway(HttpServerRequest request, Answer.Prepared answer, long start) {
        answer.write(request.response());
        connections.answered(request);
        parts.observed().metrics().answered("", answer.status(), System.nanoTime() - start);
    }

    private void enter(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(ended -> {
            connections.answered(context.request());
            Route route = context.currentRoute();
            String name = route == null ? "" : String.valueOf(route.getName());
            parts.observed().metrics().answered(name, context.response().getStatusCode(), System.nanoTime() - start);
        });
        context.next();
    }

    /** Takes no more connections, and waits for the answers under way. */
    @Override
    public Future<?> stop() {
        long millis = parts.settings().http().stopTimeout().toMillis();
        return server == null ? Future.succeededFuture() : server.shutdown(millis, TimeUnit.MILLISECONDS);
    }
}
