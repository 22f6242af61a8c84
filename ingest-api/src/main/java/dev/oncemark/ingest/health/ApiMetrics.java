package dev.oncemark.ingest.health;

import dev.oncemark.contracts.CompletionResult;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.Timer;
import io.micrometer.core.instrument.binder.jvm.JvmGcMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmMemoryMetrics;
import io.micrometer.core.instrument.binder.jvm.JvmThreadMetrics;
import io.micrometer.core.instrument.binder.system.ProcessorMetrics;
import io.micrometer.core.instrument.binder.system.UptimeMetrics;
import io.micrometer.prometheusmetrics.PrometheusConfig;
import io.micrometer.prometheusmetrics.PrometheusMeterRegistry;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/** What the API counts and measures. */
public final class ApiMetrics implements AutoCloseable {

    private final PrometheusMeterRegistry registry = new PrometheusMeterRegistry(PrometheusConfig.DEFAULT);
    private final JvmGcMetrics collections = new JvmGcMetrics();
    private final Map<RouteStatus, Timer> answers = new ConcurrentHashMap<>();
    private final Map<Object, Counter> verdicts = new ConcurrentHashMap<>();

    private record RouteStatus(String route, int status) {}

    public ApiMetrics() {
        new JvmMemoryMetrics().bindTo(registry);
        new JvmThreadMetrics().bindTo(registry);
        new ProcessorMetrics().bindTo(registry);
        new UptimeMetrics().bindTo(registry);
        collections.bindTo(registry);
    }

    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    public void count(String name, String description, Supplier<Number> count) {
        FunctionCounter.builder(name, this, self -> count.get().doubleValue())
                .description(description)
                .register(registry);
    }

    /** A request was answered. */
    public void answered(String route, int status, long nanos) {
        answers.computeIfAbsent(new RouteStatus(route, status), this::answers).record(nanos, TimeUnit.NANOSECONDS);
    }

    private Timer answers(RouteStatus key) {
        return Timer.builder("oncemark.http.requests")
                .description("Requests answered, and the time from their head to the answer")
                .tag("route", key.route())
                .tag("status", String.valueOf(key.status()))
                .register(registry);
    }

    /** A result was read. */
    public void read(CompletionResult result) {
        Object verdict = result.reason() == null ? result.status() : result.reason();
        verdicts.computeIfAbsent(verdict, kind -> verdicts(result)).increment();
    }

    private Counter verdicts(CompletionResult result) {
        return Counter.builder("oncemark.results.read")
                .description("Results read from the topic, those of other instances too")
                .tag("status", result.status().name())
                .tag("reason", result.reason() == null ? "" : result.reason().name())
                .register(registry);
    }

    /** In the text format of Prometheus. */
    public String scrape() {
        return registry.scrape();
    }

    @Override
    public void close() {
        collections.close();
        registry.close();
    }
}
