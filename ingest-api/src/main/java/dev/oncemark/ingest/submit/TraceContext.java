package dev.oncemark.ingest.submit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.oncemark.contracts.CloudEvents;
import io.vertx.core.http.HttpServerRequest;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/** The trace that a request is part of (W3C Trace Context), passed on as it came. */
final class TraceContext {

    private static final Pattern VERSION_0 = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private TraceContext() {}

    /** The header for the record, or null where there is none that can be read. */
    static @Nullable Header of(HttpServerRequest request) {
        String traceParent = request.getHeader(CloudEvents.TRACE_PARENT);
        return traceParent == null || !VERSION_0.matcher(traceParent).matches()
                ? null
                : new RecordHeader(CloudEvents.TRACE_PARENT, traceParent.getBytes(US_ASCII));
    }
}
