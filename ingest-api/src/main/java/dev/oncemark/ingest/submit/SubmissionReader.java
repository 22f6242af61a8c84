package dev.oncemark.ingest.submit;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.results.RequestFingerprint;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.ForwardedHeaders;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.ingest.settings.IngestSettings.Occurred;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
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
    private final IngestSettings settings;
    private final Instant now = Instant.now();
    private final WaitPreference wait;
    private final @Nullable Header traceParent;
    private final String linkPrefix;

    /** @param waitByDefault of a client that does not say how long it waits */
    SubmissionReader(RoutingContext context, Caller caller, IngestSettings settings, Duration waitByDefault) {
        this.caller = caller;
        this.settings = settings;
        this.wait = WaitPreference.of(context, settings.http().waits().longest(), waitByDefault);
        this.traceParent = traceParent(context.request());
        this.linkPrefix =
                ForwardedHeaders.prefix(context.request(), settings.http().edge());
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

    Caller caller() {
        return caller;
    }

    /**
     * A completion, under a request id of its own, or, where the client gave a key, under the one that follows from it.
     *
     * @param fields may have {@code occurredAt} and {@code attempt}. A time that cannot be true does not cost the completion:
     *     it is dated now, and has what was said as {@code statedAt}
     */
    Submission read(@Nullable String key, String enrollmentId, String lessonId, Map<String, String> fields) {
        boolean isKeyed = key != null;
        UUID requestId = key == null ? UUID.randomUUID() : Ids.requestIdOfKey(caller.name(), key);
        var request = completion(requestId, isKeyed ? true : null, enrollmentId, lessonId, fields);
        return submission(request, isKeyed, RequestFingerprint.ofLesson(enrollmentId, lessonId));
    }

    /** A completion, under the request id that follows from the caller and the lesson. */
    Submission readLesson(String enrollmentId, String lessonId, Map<String, String> fields) {
        UUID requestId = Ids.requestIdOfLesson(caller.name(), enrollmentId, lessonId);
        var request = completion(requestId, null, enrollmentId, lessonId, fields);
        return submission(request, true, RequestFingerprint.ofLesson(enrollmentId, lessonId));
    }

    private CompletionRequest completion(
            UUID requestId, @Nullable Boolean keyed, String enrollmentId, String lessonId, Map<String, String> fields) {
        String given = fields.get("occurredAt");
        Instant stated = given == null ? null : Fields.time("occurredAt", given);
        boolean canBeTrue = stated != null && canBeTrue(stated);
        return new CompletionRequest(
                requestId,
                enrollmentId,
                lessonId,
                stated != null && canBeTrue ? stated : now,
                now,
                caller.clientId(),
                caller.learnerId(),
                attempt(fields.get("attempt")),
                keyed,
                null,
                null,
                canBeTrue ? null : stated);
    }

    /** A clock may be a little ahead. One that is further ahead, or that began anew, says nothing of when it was. */
    private boolean canBeTrue(Instant occurredAt) {
        Occurred bounds = settings.limits().occurred();
        return !occurredAt.isBefore(bounds.earliest()) && !occurredAt.isAfter(now.plus(bounds.maxAhead()));
    }

    /**
     * A command, for all learners where the caller may, otherwise for the caller's own enrollments.
     *
     * @param isKeyed whether the request id follows from a key of the client's; otherwise from what the command says
     */
    Submission readCommand(UUID requestId, boolean isKeyed, String enrollmentId, Command command) {
        var request = new CompletionRequest(
                requestId,
                enrollmentId,
                null,
                now,
                now,
                caller.clientId(),
                caller.may(Scope.ADMIN) ? null : caller.learnerId(),
                null,
                isKeyed ? true : null,
                command,
                caller.clientId(),
                null);
        return submission(request, true, RequestFingerprint.ofCommand(enrollmentId, command.about(), command.kind()));
    }

    private Submission submission(CompletionRequest request, boolean isRepeatable, long asked) {
        UUID event = Ids.eventIdOfRequest(request.requestId());
        var fingerprint = new RequestFingerprint(asked, caller.nameHash());
        return new Submission(request, event, fingerprint, isRepeatable, wait, traceParent, linkPrefix);
    }

    private @Nullable Integer attempt(@Nullable String attempt) {
        if (attempt == null) {
            return null;
        }
        // A streams-app that knows no attempts would complete the lesson in whichever is under way.
        if (!settings.access().commands().areEnabled()) {
            throw Problems.field("attempt", "is not taken while " + IngestSettings.COMMANDS_ENABLED + " is false")
                    .exception();
        }
        return Fields.attempt("attempt", attempt);
    }
}
