package dev.oncemark.ingest.results;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.results.RequestIndex.IndexedResult;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.ApiMetrics;
import dev.oncemark.ingest.server.Routes;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;

/** {@code GET /v1/activity}: what this instance is doing now, and the last results of all. For services. */
public final class ActivityRoute {

    private static final int LATEST = 20;

    private final ApiMetrics metrics;
    private final RequestIndex index;
    private final Waiters waiters;
    private final Subscriptions subscriptions;

    /** The answer's body. */
    record Activity(Counts counts, List<CompletionResult> latest) {}

    /**
     * The first three since the start of this instance, the others now.
     *
     * @param stored requests that the broker took
     * @param notStored requests that it did not take in time
     * @param verdicts results read, those of other instances too: by status, rejected ones by reason
     * @param waiting clients waiting for a verdict
     * @param following clients following an enrollment's events
     * @param undecided requests known to be pending
     */
    record Counts(long stored, long notStored, Map<String, Long> verdicts, int waiting, int following, int undecided) {}

    public ActivityRoute(ApiMetrics metrics, RequestIndex index, Waiters waiters, Subscriptions subscriptions) {
        this.metrics = metrics;
        this.index = index;
        this.waiters = waiters;
        this.subscriptions = subscriptions;
    }

    public void mount(Routes routes) {
        routes.get("/v1/activity", Scope.SERVICE, this::handle);
    }

    private void handle(RoutingContext context, Caller caller) {
        List<CompletionResult> latest =
                index.latest(LATEST).stream().map(IndexedResult::result).toList();
        Answer.json(context, 200, new Activity(counts(), latest));
    }

    private Counts counts() {
        return new Counts(
                metrics.stored(),
                metrics.notStored(),
                metrics.verdicts(),
                waiters.count(),
                subscriptions.count(),
                index.pendingCount());
    }
}
