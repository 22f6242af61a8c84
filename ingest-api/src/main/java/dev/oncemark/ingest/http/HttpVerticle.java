package dev.oncemark.ingest.http;

import dev.oncemark.ingest.IngestSettings;
import dev.oncemark.ingest.IngestSettings.Sizes;
import dev.oncemark.ingest.broker.RequestWriter;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Route;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves HTTP on one event loop. All of them listen on one port. */
public final class HttpVerticle extends VerticleBase {

    private static final long SECOND = 1_000;

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
                .requestHandler(router)
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

    private void enter(RoutingContext context) {
        long start = System.nanoTime();
        boolean isWelcome = connections.begin(context.request());
        context.addEndHandler(ended -> {
            connections.answered(context.request());
            Route route = context.currentRoute();
            String name = route == null ? "" : String.valueOf(route.getName());
            parts.observed().metrics().answered(name, context.response().getStatusCode(), System.nanoTime() - start);
        });
        if (!isWelcome && !HealthRoutes.isOne(context.normalizedPath())) {
            context.response().putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE);
            Answer.problem(context, Problems.tooManyClients());
        } else if (isWelcome && isOneTooMany(context)) {
            Answer.problem(context, Problems.unavailable(RequestWriter.FULL));
        } else {
            context.next();
        }
    }

    /** Turned away unread, while that costs least. */
    private boolean isOneTooMany(RoutingContext context) {
        return parts.submitter().isFull() && !context.request().method().equals(HttpMethod.GET);
    }

    /** Takes no more connections, and waits for the answers under way. */
    @Override
    public Future<?> stop() {
        long millis = parts.settings().http().stopTimeout().toMillis();
        return server == null ? Future.succeededFuture() : server.shutdown(millis, TimeUnit.MILLISECONDS);
    }
}
