package dev.oncemark.sink.platform;

import dev.oncemark.platform.Check;
import dev.oncemark.platform.Slot;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.MultiGauge;
import io.micrometer.core.instrument.MultiGauge.Row;
import io.micrometer.core.instrument.Tags;
import java.util.ArrayList;
import java.util.List;

/** The findings as metrics. What could not be asked has no figure. */
final class PlatformMeters {

    private final MeterRegistry registry;
    private final MultiGauge problems;
    private final MultiGauge lag;
    private volatile int watched;

    PlatformMeters(MeterRegistry registry) {
        this.registry = registry;
        this.problems = MultiGauge.builder("oncemark.platform.problems")
                .description("1 for each thing that has to be mended, 0 for a check that found nothing")
                .register(registry);
        this.lag = MultiGauge.builder("oncemark.replication.slot.lag")
                .description("Bytes of the platform's log that the connector has not confirmed")
                .baseUnit("bytes")
                .register(registry);
        Gauge.builder("oncemark.platform.watched", () -> watched)
                .description("1 if the platform's PostgreSQL and Kafka Connect answered last time, else 0")
                .register(registry);
    }

    void show(Findings findings) {
        watched = findings.unanswered().isEmpty() ? 1 : 0;
        problems.register(problemRows(findings), true);
        Slot slot = findings.slot();
        Long bytes = slot == null ? null : slot.lagBytes();
        lag.register(
                slot == null || bytes == null ? List.of() : List.of(Row.of(Tags.of("slot", slot.name()), bytes)), true);
    }

    /** How often the table was dropped and made again. */
    Counter recreated(String table) {
        return Counter.builder("oncemark.platform.tables.recreated")
                .description("How often a table was seen to be dropped and made again")
                .tag("table", table)
                .register(registry);
    }

    private static List<Row<?>> problemRows(Findings findings) {
        List<Row<?>> rows = new ArrayList<>();
        for (Check check : findings.made()) {
            if (findings.problems().stream().noneMatch(problem -> problem.check() == check)) {
                rows.add(Row.of(Tags.of("check", check.label(), "object", ""), 0));
            }
        }
        findings.problems()
                .forEach(problem ->
                        rows.add(Row.of(Tags.of("check", problem.check().label(), "object", problem.object()), 1)));
        return rows;
    }
}
