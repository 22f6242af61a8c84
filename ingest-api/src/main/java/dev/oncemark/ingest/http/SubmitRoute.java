package dev.oncemark.ingest.http;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.ingest.IngestSettings;
import dev.oncemark.ingest.submit.Submission;
import dev.oncemark.ingest.submit.Submitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.time.Duration;
import java.time.Instant;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** {@code POST /v1/enrollments/{enrollmentId}/completions}: 202 once the request is stored, or its verdict. */
final class SubmitRoute {

    private static final Set<String> FIELDS = Set.of("lessonId", "occurredAt");
    private static final String ANYBODY = "anonymous";

    private final IngestSettings settings;
    private final Submitter submitter;
    private final Clock clock;

    SubmitRoute(IngestSettings settings, Submitter submitter, Clock clock) {
        this.settings = settings;
        this.submitter = submitter;
        this.clock = clock;
    }

    void mount(Router router) {
        router.post("/v1/enrollments/:enrollmentId/completions").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        String enrollmentId = Fields.id("enrollmentId", context.pathParam("enrollmentId"));
        Body.json(context.request(), settings.limits().bodyBytes())
                .map(body -> read(context, enrollmentId, body))
                .compose(submission -> submitter
                        .submit(submission)
                        .onSuccess(outcome -> Outcomes.answer(context, submission, outcome)))
                .onFailure(context::fail);
    }

    private Submission read(RoutingContext context, String enrollmentId, Buffer body) {
        Map<String, String> fields = StrictJson.fields(body, FIELDS);
        String lessonId = Fields.id("lessonId", fields.get("lessonId"));
        Instant now = clock.instant();
        Instant occurredAt = occurredAt(fields.get("occurredAt"), now);
        Duration wait = Preferences.waiting(
                context.request().headers().getAll("Prefer"), settings.http().maxWait());
        var request = new CompletionRequest(UUID.randomUUID(), enrollmentId, lessonId, occurredAt, now, ANYBODY, null);
        return new Submission(request, wait, TraceContext.of(context.request()));
    }

    private Instant occurredAt(@Nullable String given, Instant now) {
        if (given == null) {
            return now;
        }
        Instant occurredAt = Fields.time("occurredAt", given);
        Duration ahead = settings.limits().ahead();
        if (occurredAt.isAfter(now.plus(ahead))) {
            throw Problems.timeAhead("occurredAt", ahead.toSeconds() + " seconds")
                    .refusal();
        }
        return occurredAt;
    }
}
