package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.ingest.requests.Marks;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A request to be stored.
 *
 * @param marks the request's
 * @param keyed whether its request id follows from something that the client may use again: it may be a retry
 * @param patience how long its client waits for the verdict
 * @param traceParent the trace of which it is a part
 */
public record Submission(
        CompletionRequest request,
        Marks marks,
        boolean keyed,
        Patience patience,
        @Nullable Header traceParent) {}
