package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.ErrorHandlers;
import dev.oncemark.ingest.server.JsonBody;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.ingest.server.StrictJson;
import dev.oncemark.ingest.server.StrictJson.Kind;
import dev.oncemark.ingest.settings.IngestSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/progress/} as old clients know it: it waits for the verdict by itself, and a second completion is
 * 400 with the old words. What the old endpoint never answered is a problem as everywhere.
 */
final class LegacyRoute {

    private static final Map<String, Kind> FIELDS =
            Map.of("enrollment", Kind.TEXT_OR_NUMBER, "lesson", Kind.TEXT_OR_NUMBER);
    private static final Map<String, List<String>> ALREADY_COMPLETED =
            Map.of("lesson", List.of("You have already completed this lesson."));

    private final Submitter submitter;
    private final IngestSettings settings;

    /** As the old endpoint answered. */
    record Created(
            UUID id,
            String enrollment,
            String lesson,
            @Nullable Instant completed_at) {}

    LegacyRoute(Submitter submitter, IngestSettings settings) {
        this.submitter = submitter;
        this.settings = settings;
    }

    void mount(Routes routes) {
        routes.post("/api/progress/", Scope.WRITE, this::post);
    }

    private void post(RoutingContext context, Caller caller) {
        String key = IdempotencyKey.of(context.request().headers());
        JsonBody.json(context.request(), settings.limits().sizes().body())
                .map(body -> read(context, caller, key, body))
                .compose(submission ->
                        submitter.submit(submission).onSuccess(outcome -> answer(context, submission, outcome)))
                .onFailure(failure -> ErrorHandlers.answer(context, failure));
    }

    private Submission read(RoutingContext context, Caller caller, @Nullable String key, Buffer body) {
        Map<String, String> fields = StrictJson.fields(body, FIELDS);
        String enrollmentId = StrictJson.required(fields, "enrollment");
        String lessonId = StrictJson.required(fields, "lesson");
        try {
            // Old clients cannot say that they wait.
            return new SubmissionReader(
                            context, caller, settings, settings.http().maxWait())
                    .read(key, enrollmentId, lessonId, Map.of());
        } catch (Ids.InvalidIdException unusable) {
            throw Problems.field(unusable.field().replace("Id", ""), unusable.problem())
                    .exception();
        }
    }

    private static void answer(RoutingContext context, Submission submission, Outcome outcome) {
        CompletionResult result = outcome.result();
        if (result == null) {
            Outcomes.answer(context, submission, outcome);
        } else if (Outcomes.problem(outcome) == null) {
            Answer.json(
                    context,
                    201,
                    new Created(result.requestId(), result.enrollmentId(), result.lesson(), result.completedAt()));
        } else if (result.reason() == Reason.ALREADY_COMPLETED) {
            Answer.json(context, 400, ALREADY_COMPLETED);
        } else {
            Answer.problem(context, Problems.rejected(result));
        }
    }
}
