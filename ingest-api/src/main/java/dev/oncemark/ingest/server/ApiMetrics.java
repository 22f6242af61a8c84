package dev.oncemark.ingest.server;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.access.KeyStatus;
import dev.oncemark.runtime.AppMetrics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.FunctionCounter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.util.Map;
import java.util.TreeMap;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.LongAdder;
import java.util.function.Predicate;
import java.util.function.Supplier;

/** What the API counts and measures. */
public final class ApiMetrics implements AutoCloseable {

    private final AppMetrics metrics = new AppMetrics();
    private final MeterRegistry registry = metrics.registry();
    private final Map<RouteStatus, Timer> answers = new ConcurrentHashMap<>();
    private final Map<Object, Counter> verdicts = new ConcurrentHashMap<>();
    private final LongAdder stored = new LongAdder();
    private final LongAdder notStored = new LongAdder();

    private record RouteStatus(String route, int status) {}

    public ApiMetrics() {
        count("oncemark.requests.stored", "Requests that the broker took", stored);
        count("oncemark.requests.not.stored", "Requests that it did not take in time", notStored);
    }

    public void gauge(String name, String description, Supplier<Number> value) {
        Gauge.builder(name, value).description(description).register(registry);
    }

    /** @param keys of each issuer of tokens; always of the same ones */
    public void keys(Supplier<Map<String, KeyStatus>> keys) {
        for (String issuer : keys.get().keySet()) {
            keyGauge(
                    "oncemark.keys.usable",
                    "Whether an issuer's tokens can be checked",
                    issuer,
                    keys,
                    KeyStatus::areUsable);
            keyGauge(
                    "oncemark.keys.failing",
                    "Whether an issuer's keys cannot be fetched",
                    issuer,
                    keys,
                    KeyStatus::areFailing);
        }
    }

    private void keyGauge(
            String name,
            String description,
            String issuer,
            Supplier<Map<String, KeyStatus>> keys,
            Predicate<KeyStatus> isSo) {
        Gauge.builder(name, () -> {
                    KeyStatus status = keys.get().get(issuer);
                    return status != null && isSo.test(status) ? 1 : 0;
                })
                .description(description)
                .tag("issuer", issuer)
                .register(registry);
    }

    private void count(String name, String description, LongAdder count) {
        FunctionCounter.builder(name, count, LongAdder::sum)
                .description(description)
                .register(registry);
    }

    /** The broker took a request, or did not. */
    public void written(boolean isStored) {
        (isStored ? stored : notStored).increment();
    }

    public long stored() {
        return stored.sum();
    }

    public long notStored() {
        return notStored.sum();
    }

    /** A request was answered. */
    void answered(String route, int status, long nanos) {
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

    /** The results read so far: by status, rejected ones by reason. */
    public Map<String, Long> verdicts() {
        Map<String, Long> counts = new TreeMap<>();
        verdicts.forEach((verdict, counter) -> counts.put(verdict.toString(), (long) counter.count()));
        return counts;
    }

    /** In the text format of Prometheus. */
    String scrape() {
        return metrics.scrape();
    }

    @Override
    public void close() {
        metrics.close();
    }
}
