package dev.oncemark.ingest.submit;

import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.JsonBody;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.ingest.server.StrictJson;
import dev.oncemark.ingest.server.StrictJson.Kind;
import dev.oncemark.ingest.settings.IngestSettings;
import io.vertx.core.Future;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * One completion: {@code POST …/completions}, whose retries carry an {@code Idempotency-Key}, and {@code PUT
 * …/completion}, which may be sent again as it is. 202 once it is stored, or its verdict for who waits.
 */
public final class SubmitRoutes {

    private static final Map<String, Kind> POSTED =
            Map.of("lessonId", Kind.TEXT_OR_NUMBER, "occurredAt", Kind.TIME, "attempt", Kind.WHOLE_NUMBER);
    private static final Map<String, Kind> PUT = Map.of("occurredAt", Kind.TIME, "attempt", Kind.WHOLE_NUMBER);

    private final Submitter submitter;
    private final IngestSettings settings;
    private final int maxBody;

    public SubmitRoutes(Submitter submitter, IngestSettings settings) {
        this.submitter = submitter;
        this.settings = settings;
        this.maxBody = settings.limits().sizes().body();
    }

    /** Those of batches, of commands and of the old endpoint, too. */
    public void mount(Routes routes) {
        routes.post("/v1/enrollments/:enrollmentId/completions", Scope.WRITE, this::post);
        routes.put("/v1/enrollments/:enrollmentId/lessons/:lessonId/completion", Scope.WRITE, this::put);
        new BatchRoute(submitter, settings).mount(routes);
        new CommandRoutes(submitter, settings).mount(routes);
        new LegacyRoute(submitter, settings).mount(routes);
    }

    private void post(RoutingContext context, Caller caller) {
        String key = IdempotencyKey.of(context.request().headers());
        submit(context, JsonBody.json(context.request(), maxBody).map(body -> {
            Map<String, String> fields = StrictJson.fields(body, POSTED);
            String lessonId = StrictJson.required(fields, "lessonId");
            return reader(context, caller).read(key, context.pathParam("enrollmentId"), lessonId, fields);
        }));
    }

    private void put(RoutingContext context, Caller caller) {
        submit(context, optionalBody(context).map(body -> {
            Map<String, String> fields = body == null ? Map.of() : StrictJson.fields(body, PUT);
            return reader(context, caller)
                    .readLesson(context.pathParam("enrollmentId"), context.pathParam("lessonId"), fields);
        }));
    }

    private SubmissionReader reader(RoutingContext context, Caller caller) {
        return new SubmissionReader(context, caller, settings, Duration.ZERO);
    }

    /** A PUT says it all in its path; a body may add when it happened, and in which attempt. */
    private Future<@Nullable Buffer> optionalBody(RoutingContext context) {
        boolean typed = context.request().headers().contains(HttpHeaders.CONTENT_TYPE);
        return typed
                ? JsonBody.json(context.request(), maxBody).map(body -> body.length() == 0 ? null : body)
                : JsonBody.none(context.request());
    }

    private void submit(RoutingContext context, Future<Submission> read) {
        Outcomes.submit(submitter, context, read);
    }
}
