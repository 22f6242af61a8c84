package dev.oncemark.ingest.http;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.progress.ProgressReader;
import dev.oncemark.ingest.requests.Decided;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.Undecided;
import dev.oncemark.ingest.submit.OldCompletions;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/completion-requests/{requestId}?enrollment=…}: 200 with the result, 202 while pending, 404 if nothing
 * is known. What is not among the latest requests is asked of PostgreSQL, which knows accepted ones.
 */
final class RequestRoute {

    private final Entrance entrance;
    private final KnownRequests known;
    private final ProgressReader progress;

    RequestRoute(Entrance entrance, KnownRequests known, ProgressReader progress) {
        this.entrance = entrance;
        this.known = known;
        this.progress = progress;
    }

    void mount(Router router) {
        router.get("/v1/completion-requests/:requestId").handler(entrance.guard(Scope.READ, this::handle));
    }

    private void handle(RoutingContext context, Caller caller) {
        entrance.charge(caller, 1);
        UUID requestId = Fields.requestId("requestId", context.pathParam("requestId"));
        UUID event = Ids.eventOfRequest(requestId);
        Decided decided = known.result(event);
        Undecided undecided = known.undecided(event, System.currentTimeMillis());
        if (decided != null) {
            decided(context, caller, decided);
        } else if (undecided != null && Reading.isSender(caller, undecided.asked())) {
            Answer.json(context, 202, new Outcomes.PendingRequest(requestId));
        } else {
            stored(context, caller, requestId);
        }
    }

    private void decided(RoutingContext context, Caller caller, Decided decided) {
        if (!Reading.mayRead(caller, decided)) {
            Answer.problem(context, Problems.notOwner());
            return;
        }
        new OldCompletions(progress)
                .complete(decided.result())
                .onSuccess(result -> Answer.json(context, 200, result))
                .onFailure(failure -> Failures.answer(context, failure));
    }

    private void stored(RoutingContext context, Caller caller, UUID requestId) {
        String enrollmentId = context.request().getParam("enrollment");
        if (enrollmentId == null || Ids.problem(enrollmentId) != null) {
            Answer.problem(context, Problems.unknownRequest("without ?enrollment= only the latest are looked through"));
            return;
        }
        progress.request(enrollmentId, requestId)
                .onSuccess(found -> answer(context, caller, found.orElse(null)))
                .onFailure(away -> Answer.problem(context, Problems.progressUnavailable()));
    }

    private static void answer(RoutingContext context, Caller caller, @Nullable CompletionResult result) {
        if (result == null) {
            Answer.problem(context, Problems.unknownRequest(""));
        } else if (Reading.isLearner(caller, result.learnerId())) {
            Answer.json(context, 200, result);
        } else {
            Answer.problem(context, Problems.notOwner());
        }
    }
}
