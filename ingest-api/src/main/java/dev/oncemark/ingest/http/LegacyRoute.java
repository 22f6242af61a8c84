package dev.oncemark.ingest.http;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.http.Completions.Lesson;
import dev.oncemark.ingest.http.Completions.Sender;
import dev.oncemark.ingest.submit.Outcome;
import dev.oncemark.ingest.submit.Submission;
import dev.oncemark.ingest.submit.Submitter;
import io.vertx.core.buffer.Buffer;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/progress/} as old clients know it: it waits for the verdict by itself, and a second completion is
 * 400 with the old words. What the old endpoint never answered is a problem as everywhere.
 */
final class LegacyRoute {

    private static final Set<String> FIELDS = Set.of("enrollment", "lesson");
    private static final Map<String, List<String>> ALREADY_COMPLETED =
            Map.of("lesson", List.of("You have already completed this lesson."));

    private final Entrance entrance;
    private final Completions completions;
    private final Submitter submitter;
    private final Limits limits;

    record Limits(int maxBody, Duration maxWait) {}

    /** As the old endpoint answered. */
    record Created(
            UUID id,
            String enrollment,
            String lesson,
            @Nullable Instant completed_at) {}

    LegacyRoute(Entrance entrance, Completions completions, Submitter submitter, Limits limits) {
        this.entrance = entrance;
        this.completions = completions;
        this.submitter = submitter;
        this.limits = limits;
    }

    void mount(Router router) {
        router.post("/api/progress/").handler(entrance.guard(Scope.WRITE, this::post));
    }

    private void post(RoutingContext context, Caller caller) {
        entrance.charge(caller, 1);
        String key = IdempotencyKey.of(context.request().headers());
        Body.json(context.request(), limits.maxBody())
                .map(body -> read(context, caller, key, body))
                .compose(submission ->
                        submitter.submit(submission).onSuccess(outcome -> answer(context, submission, outcome)))
                .onFailure(failure -> Failures.answer(context, failure));
    }

    private Submission read(RoutingContext context, Caller caller, @Nullable String key, Buffer body) {
        Map<String, String> fields = StrictJson.fieldsOrNumbers(body, FIELDS);
        Lesson lesson = new Lesson(
                Fields.id("enrollment", fields.get("enrollment")), Fields.id("lesson", fields.get("lesson")), null);
        Sender sender = completions.sender(context, caller);
        // Old clients cannot say that they wait.
        Sender waiting = sender.patience().isNone() ? completions.sender(context, caller, limits.maxWait()) : sender;
        return completions.submission(waiting, key, lesson);
    }

    private static void answer(RoutingContext context, Submission submission, Outcome outcome) {
        if (!(outcome instanceof Outcome.Decided decided)) {
            Outcomes.answer(context, submission, outcome);
            return;
        }
        CompletionResult result = decided.result();
        if (result.reason() == null) {
            Answer.json(
                    context,
                    201,
                    new Created(result.requestId(), result.enrollmentId(), result.lessonId(), result.completedAt()));
        } else if (result.reason() == Reason.ALREADY_COMPLETED) {
            Answer.json(context, 400, ALREADY_COMPLETED);
        } else {
            Answer.problem(context, Problems.rejected(result));
        }
    }
}
