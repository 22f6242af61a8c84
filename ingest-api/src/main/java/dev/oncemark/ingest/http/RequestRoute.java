package dev.oncemark.ingest.http;

import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.requests.Decided;
import dev.oncemark.ingest.requests.KnownRequests;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.time.Clock;
import java.util.UUID;

/** {@code GET /v1/completion-requests/{requestId}}: 200 with the result, 202 while pending, 404 if nothing is known. */
final class RequestRoute {

    private final KnownRequests known;
    private final Clock clock;

    RequestRoute(KnownRequests known, Clock clock) {
        this.known = known;
        this.clock = clock;
    }

    void mount(Router router) {
        router.get("/v1/completion-requests/:requestId").handler(this::handle);
    }

    private void handle(RoutingContext context) {
        UUID requestId = Fields.requestId("requestId", context.pathParam("requestId"));
        UUID event = Ids.eventOfRequest(requestId);
        Decided decided = known.result(event);
        if (decided != null) {
            Answer.json(context, 200, decided.result());
        } else if (known.undecided(event, clock.millis()) != null) {
            Answer.json(context, 202, new Outcomes.PendingRequest(requestId));
        } else {
            Answer.problem(context, Problems.unknownRequest());
        }
    }
}
