package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.ErrorHandlers;
import dev.oncemark.ingest.server.JsonBody;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.ingest.settings.IngestSettings;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.jspecify.annotations.Nullable;

/**
 * {@code POST /api/progress/} for clients that cannot change: bodies, answers and errors are those of the old endpoint,
 * which was written with Django REST Framework. It waits for the verdict by itself. What differs is listed in {@code
 * docs/clients.md}.
 */
final class LegacyRoute {

    /** With microseconds, as Python writes times. */
    private static final DateTimeFormatter TIME =
            DateTimeFormatter.ofPattern("uuuu-MM-dd'T'HH:mm:ss.SSSSSS'Z'").withZone(ZoneOffset.UTC);

    private final Submitter submitter;
    private final IngestSettings settings;

    /** A row as the old endpoint answered it; ids are numbers or texts. */
    record Row(int id, Object enrollment, Object lesson, String completed_at) {}

    LegacyRoute(Submitter submitter, IngestSettings settings) {
        this.submitter = submitter;
        this.settings = settings;
    }

    void mount(Routes routes) {
        routes.post("/api/progress/", Scope.WRITE, this::post);
    }

    private void post(RoutingContext context, Caller caller) {
        String key = IdempotencyKey.of(context.request().headers());
        JsonBody.ofAnyType(context.request(), settings.limits().sizes().body())
                .map(body -> read(context, caller, key, body))
                .compose(submission ->
                        submitter.submit(submission).onSuccess(outcome -> answer(context, submission, outcome)))
                .onFailure(failure -> fail(context, failure));
    }

    private Submission read(RoutingContext context, Caller caller, @Nullable String key, Buffer body) {
        String type = context.request().getHeader(HttpHeaders.CONTENT_TYPE);
        List<String> ids = new LegacyIds(LegacyBody.fields(type, body)).required(List.of("enrollment", "lesson"));
        return new SubmissionReader(
                        context, caller, settings, settings.http().waits().legacy())
                .read(key, ids.get(0), ids.get(1), Map.of());
    }

    private static void fail(RoutingContext context, Throwable failure) {
        if (failure instanceof LegacyRefusal.RefusedException refused) {
            Answer.json(context, refused.refusal().status(), refused.refusal().body());
        } else {
            ErrorHandlers.answer(context, failure);
        }
    }

    private static void answer(RoutingContext context, Submission submission, Outcome outcome) {
        switch (outcome.kind()) {
            case DONE, REPEATED ->
                Answer.json(context, 201, row(submission, outcome.verdict().completedAt()));
            case PENDING -> {
                // Clients look for the row whatever the status is: it is what it will be.
                context.response().putHeader(HttpHeaders.LOCATION, Outcomes.location(submission));
                Answer.json(context, 202, row(submission, null));
            }
            case REJECTED -> refuse(context, outcome.verdict());
            case KEY_REUSED, UNAVAILABLE -> Answer.problem(context, Objects.requireNonNull(Outcomes.problem(outcome)));
        }
    }

    private static Row row(Submission submission, @Nullable Instant completedAt) {
        var request = submission.request();
        return new Row(
                LegacyIds.row(request.requestId()),
                LegacyIds.answered(request.enrollmentId()),
                LegacyIds.answered(Objects.requireNonNull(request.lessonId(), "a completion has a lesson")),
                TIME.format(completedAt == null ? request.occurredAt() : completedAt));
    }

    private static void refuse(RoutingContext context, CompletionResult rejected) {
        LegacyRefusal refusal = refusal(rejected);
        if (refusal == null) {
            Answer.problem(context, Problems.rejected(rejected));
        } else {
            Answer.json(context, refusal.status(), refusal.body());
        }
    }

    /** In the old words; null where there are none. */
    private static @Nullable LegacyRefusal refusal(CompletionResult rejected) {
        return switch (Objects.requireNonNull(rejected.reason(), "a rejected result has a reason")) {
            case ALREADY_COMPLETED -> LegacyRefusal.field("lesson", "You have already completed this lesson.");
            case LESSON_NOT_IN_COURSE -> LegacyRefusal.field("lesson", LegacyRefusal.unknown(rejected.lesson()));
            case UNKNOWN_ENROLLMENT, UNKNOWN_COURSE ->
                LegacyRefusal.field("enrollment", LegacyRefusal.unknown(rejected.enrollmentId()));
            case ENROLLMENT_NOT_ACTIVE -> LegacyRefusal.field("enrollment", "This enrollment is not active.");
            case NOT_ENROLLMENT_OWNER,
                    NOT_COMPLETED,
                    ATTEMPT_EXISTS,
                    ATTEMPT_SKIPPED,
                    ATTEMPT_OVER,
                    ATTEMPT_NOT_BEGUN,
                    UNRECOGNIZED -> null;
        };
    }
}
