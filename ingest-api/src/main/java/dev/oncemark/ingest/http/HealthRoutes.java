package dev.oncemark.ingest.http;

import dev.oncemark.ingest.health.ApiMetrics;
import dev.oncemark.ingest.health.Readiness;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/** {@code /health/live}, {@code /health/ready} and {@code /metrics}. */
final class HealthRoutes {

    private static final CharSequence PROMETHEUS =
            HttpHeaders.createOptimized("text/plain; version=0.0.4; charset=utf-8");

    private final Readiness readiness;
    private final ApiMetrics metrics;

    HealthRoutes(Readiness readiness, ApiMetrics metrics) {
        this.readiness = readiness;
        this.metrics = metrics;
    }

    /** Whether the path has to be answered under any load. */
    static boolean isOne(@Nullable String path) {
        return path != null && (path.startsWith("/health/") || path.equals("/metrics"));
    }

    void mount(Router router) {
        router.get("/health/live").handler(context -> Answer.json(context, 200, Map.of("status", "UP")));
        router.get("/health/ready").handler(this::ready);
        router.get("/metrics").handler(context -> Answer.text(context, 200, PROMETHEUS, metrics.scrape()));
    }

    private void ready(RoutingContext context) {
        readiness
                .check()
                .onSuccess(found -> Answer.json(context, found.isReady() ? 200 : 503, found))
                .onFailure(failure -> Failures.answer(context, failure));
    }
}
