package dev.oncemark.ingest.server;

import dev.oncemark.runtime.Health;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
final class HealthRoutes {

    private static final String LIVE = "/health/live";
    private static final String READY = "/health/ready";
    private static final String METRICS = "/metrics";

    private static final CharSequence PROMETHEUS =
            HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");

    private final Readiness readiness;
    private final ApiMetrics metrics;

    HealthRoutes(Readiness readiness, ApiMetrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** Whether the path, as it was sent, has to be answered under any load; {@code /health/../v1} is none of these. */
    static boolean isHealthPath(@Nullable String path) {
        return LIVE.equals(path) || READY.equals(path) || METRICS.equals(path);
    }

    void mount(Routes routes) {
        routes.open(LIVE, context -> Answer.json(context, 200, Health.up()));
        routes.open(READY, this::ready);
        routes.open(METRICS, context -> Answer.text(context, PROMETHEUS, metrics.scrape()));
    }

    private void ready(RoutingContext context) {
        readiness
                .check()
                .onSuccess(found -> Answer.json(context, found.isUp() ? 200 : 503, found))
                .onFailure(failure -> ErrorHandlers.answer(context, failure));
    }
}
