package dev.oncemark.streams.processor;

import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Where a request record or an imported row stands, and the trace that it belongs to. */
record Source(int partition, long offset, @Nullable Header traceParent) {}
