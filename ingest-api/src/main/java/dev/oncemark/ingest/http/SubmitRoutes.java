package dev.oncemark.ingest.http;

import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.http.Completions.Lesson;
import dev.oncemark.ingest.submit.Submission;
import dev.oncemark.ingest.submit.Submitter;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * One completion: {@code POST …/completions}, whose retries carry an {@code Idempotency-Key}, and {@code PUT
 * …/completion}, which may be sent again as it is. 202 once it is stored, or its verdict for who waits.
 */
final class SubmitRoutes {

    private static final Set<String> POSTED = Set.of("lessonId", "occurredAt");
    private static final Set<String> PUT = Set.of("occurredAt");

    private final Entrance entrance;
    private final Completions completions;
    private final Submitter submitter;
    private final int maxBody;

    SubmitRoutes(Entrance entrance, Completions completions, Submitter submitter, int maxBody) {
        this.entrance = entrance;
        this.completions = completions;
        this.submitter = submitter;
        this.maxBody = maxBody;
    }

    void mount(Router router) {
        router.post("/v1/enrollments/:enrollmentId/completions").handler(entrance.guard(Scope.WRITE, this::post));
        router.put("/v1/enrollments/:enrollmentId/lessons/:lessonId/completion")
                .handler(entrance.guard(Scope.WRITE, this::put));
    }

    private void post(RoutingContext context, Caller caller) {
        entrance.charge(caller, 1);
        String enrollmentId = Fields.id("enrollmentId", context.pathParam("enrollmentId"));
        String key = IdempotencyKey.of(context.request().headers());
        submit(context, Body.json(context.request(), maxBody).map(body -> {
            Map<String, String> fields = StrictJson.fields(body, POSTED);
            String lessonId = Fields.id("lessonId", fields.get("lessonId"));
            var lesson = new Lesson(enrollmentId, lessonId, fields.get("occurredAt"));
            return completions.submission(completions.sender(context, caller), key, lesson);
        }));
    }

    private void put(RoutingContext context, Caller caller) {
        entrance.charge(caller, 1);
        String enrollmentId = Fields.id("enrollmentId", context.pathParam("enrollmentId"));
        String lessonId = Fields.id("lessonId", context.pathParam("lessonId"));
        submit(context, optionalBody(context).map(body -> {
            String occurredAt =
                    body == null ? null : StrictJson.fields(body, PUT).get("occurredAt");
            var lesson = new Lesson(enrollmentId, lessonId, occurredAt);
            return completions.submissionOfLesson(completions.sender(context, caller), lesson);
        }));
    }

    /** A PUT says it all in its path; a body may add when it happened. */
    private Future<@Nullable Buffer> optionalBody(RoutingContext context) {
        boolean typed = context.request().headers().contains(HttpHeaders.CONTENT_TYPE);
        return typed
                ? Body.json(context.request(), maxBody).map(body -> body.length() == 0 ? null : body)
                : Body.none(context.request());
    }

    private void submit(RoutingContext context, Future<Submission> read) {
        read.compose(submission -> submitter
                        .submit(submission)
                        .onSuccess(outcome -> Outcomes.answer(context, submission, outcome)))
                .onFailure(failure -> Failures.answer(context, failure));
    }
}
