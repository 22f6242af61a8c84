package dev.oncemark.ingest.http;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.health.Activity;
import dev.oncemark.ingest.requests.Decided;
import dev.oncemark.ingest.requests.KnownRequests;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import java.util.List;

/** {@code GET /v1/activity}: what this instance is doing now, and the last results of all. For services. */
final class ActivityRoute {

    private static final int LATEST = 20;

    private final Entrance entrance;
    private final Activity activity;
    private final KnownRequests known;

    /** The answer's body. */
    record Now(Activity.Counts counts, List<CompletionResult> latest) {}

    ActivityRoute(Entrance entrance, Activity activity, KnownRequests known) {
        this.entrance = entrance;
        this.activity = activity;
        this.known = known;
    }

    void mount(Router router) {
        router.get("/v1/activity").handler(entrance.guard(Scope.SERVICE, this::handle));
    }

    private void handle(RoutingContext context, Caller caller) {
        entrance.charge(caller, 1);
        List<CompletionResult> latest =
                known.latest(LATEST).stream().map(Decided::result).toList();
        Answer.json(context, 200, new Now(activity.counts(), latest));
    }
}
