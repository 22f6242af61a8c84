package dev.oncemark.streams.processor;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.streams.processor.Input.OutlineChanged;
import java.util.Objects;
import org.apache.kafka.streams.processor.api.Processor;
import org.apache.kafka.streams.processor.api.ProcessorContext;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/** Puts outlines into the task's store; {@code course-outlines} itself is the store's changelog. */
public final class OutlineStoreWriter implements Processor<String, OutlineChanged, Void, Void> {

    private final String storeName;
    private @Nullable KeyValueStore<String, CourseOutline> store;

    public OutlineStoreWriter(String storeName) {
        this.storeName = storeName;
    }

    @Override
    public void init(ProcessorContext<Void, Void> context) {
        store = context.getStateStore(storeName);
    }

    @Override
    public void process(Record<String, OutlineChanged> record) {
        // This app writes no tombstones there; one that somebody else wrote makes no course unknown.
        if (record.value() != null) {
            Objects.requireNonNull(store).put(record.key(), record.value().outline());
        }
    }
}
