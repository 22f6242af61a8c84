package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Ids;
import dev.oncemark.streams.metrics.CatalogMetrics;
import dev.oncemark.streams.processor.FetchCounter;
import java.time.Duration;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.PunctuationType;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Hands the catalog's rows and the passing of time to the {@link Catalog}; forwards the outlines that it publishes. */
public final class CatalogProcessor implements Processor<String, CatalogInput, String, CourseOutline> {

    private static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/oncemark/streams-app");
    private static final Duration QUIET_CHECK = Duration.ofMillis(250);

    private final String storeName;
    private final String output;
    private final CatalogRules rules;
    private final CatalogMetrics metrics;
    private final FetchCounter fetches;
    private @Nullable Catalog catalog;

    public CatalogProcessor(
            String storeName, String output, CatalogRules rules, CatalogMetrics metrics, FetchCounter fetches) {
        this.storeName = storeName;
        this.output = output;
        this.rules = rules;
        this.metrics = metrics;
        this.fetches = fetches;
    }

    @Override
    public void init(ProcessorContext<String, CourseOutline> context) {
        CatalogStore store = new CatalogStore(context.getStateStore(storeName));
        QuietTime quiet = new QuietTime(rules.settle().toMillis(), context.currentSystemTimeMs());
        Outlines outlines = new Outlines(
                store,
                quiet,
                rules.policy(),
                context::currentSystemTimeMs,
                outline -> forward(context, outline),
                metrics);
        Catalog created = new Catalog(store, outlines, new Scans(store, rules.acceptedRemovals()), metrics);
        context.schedule(
                QUIET_CHECK,
                PunctuationType.WALL_CLOCK_TIME,
                time -> created.tick(context.currentSystemTimeMs(), fetches.count()));
        catalog = created;
    }

    @Override
    public void process(Record<String, CatalogInput> record) {
        record.value().applyTo(Objects.requireNonNull(catalog));
    }

    private void forward(ProcessorContext<String, CourseOutline> context, CourseOutline outline) {
        Instant now = Instant.ofEpochMilli(context.currentSystemTimeMs());
        var headers = CloudEvents.headers(
                Ids.eventIdOfOutline(outline.courseId(), outline.version()),
                SOURCE,
                CloudEvents.Type.OUTLINE_CHANGED,
                now,
                null);
        context.forward(new Record<>(outline.courseId(), outline, now.toEpochMilli(), headers), output);
    }

    @Override
    public void close() {
        metrics.is(CatalogMetrics.State.NONE);
    }
}
