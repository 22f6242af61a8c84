package dev.oncemark.ingest.http;

import dev.oncemark.ingest.IngestSettings;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.http.HttpServer;
import io.vertx.core.http.HttpServerOptions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.concurrent.TimeUnit;
import org.jspecify.annotations.Nullable;

/** Serves HTTP on one event loop. All of them listen on one port. */
public final class HttpVerticle extends VerticleBase {

    private static final int MAX_HEADERS = 16 << 10;
    private static final int MAX_LINE = 4 << 10;

    private final HttpParts parts;
    private @Nullable HttpServer server;

    public HttpVerticle(HttpParts parts) {
        this.parts = parts;
    }

    @Override
    public Future<?> start() {
        IngestSettings.Http http = parts.settings().http();
        var options = new HttpServerOptions()
                .setHost(http.host())
                .setPort(http.port())
                .setHttp2ClearTextEnabled(false)
                .setHandle100ContinueAutomatically(true)
                .setMaxHeaderSize(MAX_HEADERS)
                .setMaxInitialLineLength(MAX_LINE);
        server = vertx.createHttpServer(options).requestHandler(router()).invalidRequestHandler(Failures::unreadable);
        return server.listen();
    }

    private Router router() {
        Router router = Router.router(vertx);
        Failures.mount(router);
        router.route().handler(this::measure);
        new SubmitRoute(parts.settings(), parts.submitter(), parts.clock()).mount(router);
        new RequestRoute(parts.known(), parts.clock()).mount(router);
        new HealthRoutes(parts.readiness(), parts.metrics()).mount(router);
        return router;
    }

    private void measure(RoutingContext context) {
        long start = System.nanoTime();
        context.addEndHandler(ended -> {
            var route = context.currentRoute();
            String path = route == null || route.getPath() == null ? "" : route.getPath();
            parts.metrics().answered(path, context.response().getStatusCode(), System.nanoTime() - start);
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
