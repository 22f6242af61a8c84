package dev.oncemark.streams.metrics;

import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import java.util.List;
import java.util.function.ToIntFunction;

/** What keeps courses from completing, as the task of the catalog sees it; nothing where that task is elsewhere. */
public final class CatalogMetrics {

    /**
     * How the catalog is.
     *
     * @param settling courses that have not been quiet for long enough
     * @param held courses that have rows which cannot be read
     * @param unreadable these rows, and those of courses that are not known
     * @param refused courses that are too large
     * @param removals tables whose rows are not on the platform any more, and stay until the operator lets them go
     * @param concerns in sentences, but for the settling
     */
    public record State(int settling, int held, int unreadable, int refused, int removals, List<String> concerns) {
        public static final State NONE = new State(0, 0, 0, 0, 0, List.of());
    }

    private final MeterRegistry registry;
    private volatile State state = State.NONE;

    CatalogMetrics(MeterRegistry registry) {
        this.registry = registry;
        gauge("oncemark.catalog.courses.settling", "courses that changed too lately to be completed", State::settling);
        gauge("oncemark.catalog.courses.held", "courses with rows that cannot be read", State::held);
        gauge("oncemark.catalog.rows.unreadable", "rows of the catalog that cannot be read", State::unreadable);
        gauge("oncemark.catalog.courses.refused", "courses that are too large", State::refused);
        gauge("oncemark.catalog.removals.held", "tables with many rows that seem to be gone", State::removals);
        // Registered at start, at zero, so that the first one shows as an increase.
        for (String table : List.of("course", "section", "lesson", "enrollment", "progress")) {
            var unused = registry.counter("oncemark.lms.truncations", "table", table);
        }
    }

    private void gauge(String name, String description, ToIntFunction<State> value) {
        Gauge.builder(name, this, metrics -> value.applyAsInt(metrics.state))
                .description(description)
                .register(registry);
    }

    public void is(State latest) {
        state = latest;
    }

    /** The LMS emptied a table. */
    public void truncated(String table) {
        registry.counter("oncemark.lms.truncations", "table", table).increment();
    }

    /** What the operator should know, in sentences. */
    public List<String> concerns() {
        return state.concerns();
    }
}
