package dev.oncemark.streams.catalog;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Ids;
import java.time.Instant;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.jspecify.annotations.Nullable;

/** Hands the catalog's rows to the {@link Catalog} and forwards the outlines that it publishes. */
public final class CatalogProcessor implements Processor<String, CatalogInput, String, CourseOutline> {

    private static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/oncemark/streams-app");

    private final String storeName;
    private final String output;
    private @Nullable Catalog catalog;

    public CatalogProcessor(String storeName, String output) {
        this.storeName = storeName;
        this.output = output;
    }

    @Override
    public void init(ProcessorContext<String, CourseOutline> context) {
        CatalogStore store = new CatalogStore(context.getStateStore(storeName));
        catalog = new Catalog(store, outline -> forward(context, outline));
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
}
