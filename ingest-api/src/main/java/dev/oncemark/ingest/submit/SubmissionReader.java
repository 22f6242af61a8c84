package dev.oncemark.ingest.submit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.results.RequestFingerprint;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.settings.IngestSettings;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.UUID;
import java.util.regex.Pattern;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.internals.RecordHeader;
import org.jspecify.annotations.Nullable;

/**
 * Makes the submissions of one HTTP request, whichever route it came by: all are from one sender at one time, with one
 * wait and one trace. Ids are checked by the request's record, which throws an {@link Ids.InvalidIdException}.
 */
final class SubmissionReader {

    /** Of version 0. */
    private static final Pattern TRACE_PARENT = Pattern.compile("00-[0-9a-f]{32}-[0-9a-f]{16}-[0-9a-f]{2}");

    private final Caller caller;
    private final Instant now = Instant.now();
    private final WaitPreference wait;
    private final @Nullable Header traceParent;
    private final Duration maxClockSkew;

    /** @param waitByDefault of a client that does not say how long it waits */
    SubmissionReader(RoutingContext context, Caller caller, IngestSettings settings, Duration waitByDefault) {
        this.caller = caller;
        this.wait = WaitPreference.of(context, settings.http().maxWait(), waitByDefault);
        this.traceParent = traceParent(context.request());
        this.maxClockSkew = settings.limits().maxClockSkew();
    }

    /** The trace that the request is part of (W3C Trace Context), as it came; null where there is none that can be read. */
    private static @Nullable Header traceParent(HttpServerRequest request) {
        String given = request.getHeader(CloudEvents.TRACE_PARENT);
        return given == null || !TRACE_PARENT.matcher(given).matches()
                ? null
                : new RecordHeader(CloudEvents.TRACE_PARENT, given.getBytes(US_ASCII));
    }

    WaitPreference waitPreference() {
        return wait;
    }

    /** Under a request id of its own, or, where the client gave a key, under the one that follows from it. */
    Submission read(@Nullable String key, String enrollmentId, String lessonId, @Nullable String occurredAt) {
        return key == null
                ? submission(UUID.randomUUID(), false, enrollmentId, lessonId, occurredAt)
                : submission(Ids.requestIdOfKey(caller.name(), key), true, enrollmentId, lessonId, occurredAt);
    }

    /** Under the request id that follows from the caller and the lesson. */
    Submission readLesson(String enrollmentId, String lessonId, @Nullable String occurredAt) {
        UUID requestId = Ids.requestIdOfLesson(caller.name(), enrollmentId, lessonId);
        return submission(requestId, true, enrollmentId, lessonId, occurredAt);
    }

    private Submission submission(
            UUID requestId, boolean keyed, String enrollmentId, String lessonId, @Nullable String occurredAt) {
        var request = new CompletionRequest(
                requestId, enrollmentId, lessonId, time(occurredAt), now, caller.clientId(), caller.learnerId());
        var fingerprint =
                new RequestFingerprint(RequestFingerprint.ofLesson(enrollmentId, lessonId), caller.nameHash());
        return new Submission(request, Ids.eventIdOfRequest(requestId), fingerprint, keyed, wait, traceParent);
    }

    private Instant time(@Nullable String occurredAt) {
        if (occurredAt == null) {
            return now;
        }
        Instant time = Fields.time("occurredAt", occurredAt);
        if (time.isAfter(now.plus(maxClockSkew))) {
            throw Problems.timeAhead("occurredAt", maxClockSkew.toSeconds() + " seconds")
                    .exception();
        }
        return time;
    }
}
