package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.server.Routes;
import io.vertx.ext.web.RoutingContext;
import java.util.List;
import java.util.Map;
import java.util.Set;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/enrollments/{enrollmentId}/history?after=&limit=}: every change that was accepted, the oldest first, as
 * PostgreSQL has it.
 */
public final class HistoryRoute {

    private static final Set<String> PARAMETERS = Set.of("after", "limit");
    private static final int USUAL = 100;
    private static final int MOST = 1_000;

    private final ProgressReader progress;

    /**
     * The answer's body.
     *
     * @param next what {@code after} has to be for more; null where this was all
     */
    record History(
            String enrollmentId,
            List<CompletionResult> changes,
            @Nullable Long next) {}

    public HistoryRoute(ProgressReader progress) {
        this.progress = progress;
    }

    public void mount(Routes routes) {
        routes.get("/v1/enrollments/:enrollmentId/history", Scope.READ, this::handle);
    }

    private void handle(RoutingContext context, Caller caller) {
        String enrollmentId = Fields.id("enrollmentId", context.pathParam("enrollmentId"));
        Map<String, String> parameters = Fields.parameters(context, PARAMETERS);
        long after = Fields.number("after", parameters.getOrDefault("after", "0"), 0, Long.MAX_VALUE);
        int limit = (int) Fields.number("limit", parameters.getOrDefault("limit", String.valueOf(USUAL)), 1, MOST);
        progress.history(enrollmentId, after, limit)
                .onSuccess(changes -> answer(context, caller, enrollmentId, changes, limit))
                .onFailure(away -> Answer.problem(context, Problems.progressUnavailable()));
    }

    private static void answer(
            RoutingContext context, Caller caller, String enrollmentId, List<CompletionResult> changes, int limit) {
        if (!changes.stream().allMatch(change -> caller.mayReadOf(change.learnerId()))) {
            Answer.problem(context, Problems.notOwner());
            return;
        }
        Long next =
                changes.size() < limit ? null : changes.get(changes.size() - 1).sequence();
        Answer.json(context, 200, new History(enrollmentId, changes, next));
    }
}
