package dev.oncemark.streams.processor;

import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topic;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Where a request record or an imported row stands, and the trace that it belongs to. */
record Source(int partition, long offset, @Nullable Header traceParent) {

    RecordPosition in(Topic<?> topic) {
        return new RecordPosition(topic.name(), partition, offset);
    }
}
