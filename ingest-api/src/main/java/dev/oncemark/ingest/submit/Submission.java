package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.ingest.results.RequestFingerprint;
import java.util.UUID;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/**
 * A request to be stored, and how its client is answered.
 *
 * @param eventId the request's, derived once
 * @param fingerprint the request's, computed once
 * @param repeatable whether its request id follows from what the client sent: it may be a retry
 * @param preference whether and how long the client waits for the verdict
 * @param traceParent the trace of which it is a part
 * @param linkPrefix what comes before the paths of links to its client
 */
record Submission(
        CompletionRequest request,
        UUID eventId,
        RequestFingerprint fingerprint,
        boolean repeatable,
        WaitPreference preference,
        @Nullable Header traceParent,
        String linkPrefix) {

    /** Whether its request id follows from a key, which the client may have used for something else. */
    boolean isKeyed() {
        return Boolean.TRUE.equals(request.keyed());
    }
}
