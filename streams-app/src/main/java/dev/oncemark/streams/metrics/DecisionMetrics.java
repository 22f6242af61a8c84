package dev.oncemark.streams.metrics;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Timer;
import java.time.Duration;
import java.util.EnumMap;
import java.util.EnumSet;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;

/**
 * Counts what the tasks decide, as they decide it. Work of an aborted transaction is counted again when it is repeated:
 * for exact numbers, count the topics.
 */
public final class DecisionMetrics {

    private final MeterRegistry registry;
    private final Map<Status, Counter> results = new EnumMap<>(Status.class);
    private final Map<Reason, Counter> rejections = new EnumMap<>(Reason.class);
    private final Map<Origin, Counter> courseCompletions = new EnumMap<>(Origin.class);
    private final Map<Change, Counter> courseChanges = new EnumMap<>(Change.class);
    private final Counter imports;
    private final Timer age;
    private final CatalogMetrics catalog;
    private final Map<Integer, Integer> parked = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> reevaluating = new ConcurrentHashMap<>();
    private final Map<Integer, Integer> unreadable = new ConcurrentHashMap<>();

    public DecisionMetrics(MeterRegistry registry) {
        this.registry = registry;
        this.catalog = new CatalogMetrics(registry);
        for (Status status : EnumSet.complementOf(EnumSet.of(Status.REJECTED))) {
            results.put(status, results(status.name(), "", Origin.API));
        }
        for (Reason reason : EnumSet.complementOf(EnumSet.of(Reason.UNRECOGNIZED))) {
            rejections.put(reason, results(Status.REJECTED.name(), reason.name(), Origin.API));
        }
        this.imports = results(Status.ACCEPTED.name(), "", Origin.IMPORT);
        for (Origin origin : EnumSet.complementOf(EnumSet.of(Origin.UNRECOGNIZED))) {
            courseCompletions.put(origin, registry.counter("oncemark.course.completions", "origin", origin.name()));
        }
        for (Change change : EnumSet.complementOf(EnumSet.of(Change.UNRECOGNIZED))) {
            courseChanges.put(change, registry.counter("oncemark.course.changes", "change", change.name()));
        }
        this.age = Timer.builder("oncemark.decision.latency")
                .description("from the broker's time stamp of a request to its verdict or its being parked")
                .serviceLevelObjectives(
                        Duration.ofMillis(10), Duration.ofMillis(50), Duration.ofMillis(100), Duration.ofSeconds(1))
                .register(registry);
        // Registered at start, at zero, so that the first one shows as an increase.
        for (Topic<?> topic : List.of(Topics.COMPLETION_REQUESTS, Topics.LMS_ENROLLMENTS, Topics.LMS_COURSES)) {
            var unused = deadLetters(topic.name());
        }
        sum("oncemark.parked", "requests that wait for a row of the LMS", parked);
        sum("oncemark.reevaluating", "changed courses whose enrollments are being looked at", reevaluating);
        sum("oncemark.enrollments.unreadable.rows", "unreadable rows that hold back course completions", unreadable);
    }

    private Counter results(String status, String reason, Origin origin) {
        return registry.counter("oncemark.results", "status", status, "reason", reason, "origin", origin.name());
    }

    private void sum(String name, String description, Map<Integer, Integer> byPartition) {
        Gauge.builder(name, byPartition, DecisionMetrics::total)
                .description(description)
                .register(registry);
    }

    private static double total(Map<Integer, Integer> byPartition) {
        return byPartition.values().stream().mapToInt(Integer::intValue).sum();
    }

    /** How the catalog is. */
    public CatalogMetrics catalog() {
        return catalog;
    }

    public void decided(CompletionResult result) {
        Reason reason = result.reason();
        if (reason != null) {
            count(rejections, reason);
        } else if (result.origin() == Origin.IMPORT) {
            imports.increment();
        } else {
            count(results, result.status());
        }
    }

    public void courseCompleted(Origin origin) {
        count(courseCompletions, origin);
    }

    /** A course completion ended, came back, or is not all that its course requires now. */
    public void courseChanged(Change change) {
        count(courseChanges, change);
    }

    private static <K> void count(Map<K, Counter> counters, K key) {
        Counter counter = counters.get(key);
        if (counter != null) {
            counter.increment();
        }
    }

    /** A record of this topic could not be read. */
    public void deadLetter(String topic) {
        deadLetters(topic).increment();
    }

    private Counter deadLetters(String topic) {
        return registry.counter("oncemark.dead.letters", "topic", topic);
    }

    /** A request was {@code millis} old when it was decided or parked; clocks may differ, so it may be negative. */
    public void age(long millis) {
        age.record(Duration.ofMillis(Math.max(0, millis)));
    }

    public void parked(int partition, int requests) {
        parked.put(partition, requests);
    }

    public void reevaluating(int partition, int courses) {
        reevaluating.put(partition, courses);
    }

    /** So many rows of the partition's enrollments could not be read, and hold back the completion of their courses. */
    public void unreadable(int partition, int rows) {
        unreadable.put(partition, rows);
    }

    /** How many rows of enrollments could not be read, in the partitions of this instance. */
    public int unreadableRows() {
        return (int) total(unreadable);
    }

    /** The task of this partition was closed. */
    public void closed(int partition) {
        parked.remove(partition);
        reevaluating.remove(partition);
        unreadable.remove(partition);
    }
}
