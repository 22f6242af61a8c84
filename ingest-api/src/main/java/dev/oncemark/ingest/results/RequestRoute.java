package dev.oncemark.ingest.results;

import com.fasterxml.jackson.annotation.JsonUnwrapped;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.access.Scope;
import dev.oncemark.ingest.progress.ProgressReader;
import dev.oncemark.ingest.progress.StoredResult;
import dev.oncemark.ingest.results.RequestIndex.IndexedResult;
import dev.oncemark.ingest.results.RequestIndex.PendingRequest;
import dev.oncemark.ingest.server.Answer;
import dev.oncemark.ingest.server.ErrorHandlers;
import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.Problems;
import dev.oncemark.ingest.server.Routes;
import dev.oncemark.schema.EndedLessonRow.End;
import io.vertx.ext.web.RoutingContext;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * {@code GET /v1/completion-requests/{requestId}?enrollment=…}: 200 with the result, 202 while pending, 404 if nothing
 * is known. What is not among the latest requests is asked of PostgreSQL, which knows accepted ones. Where what a verdict
 * completed was taken back since, the answer says so, unless the same request was sent again and is pending.
 */
public final class RequestRoute {

    private final RequestIndex index;
    private final OriginalLookup originals;
    private final ProgressReader progress;

    public RequestRoute(RequestIndex index, OriginalLookup originals, ProgressReader progress) {
        this.index = index;
        this.originals = originals;
        this.progress = progress;
    }

    /**
     * The body of an answer about a request that is decided.
     *
     * @param retryable of one that was rejected, whether the same request, sent again, can still be accepted
     * @param ended where what it completed was taken back
     */
    record Verdict(
            @JsonUnwrapped CompletionResult result,
            @Nullable Boolean retryable,
            @Nullable End ended) {

        static Verdict of(CompletionResult result, @Nullable End ended) {
            Reason reason = result.reason();
            return new Verdict(result, reason == null ? null : reason.isRetryable(), ended);
        }
    }

    /**
     * The body of an answer about a request that is stored and not decided.
     *
     * @param occurredAt when the server says that it occurred, where {@code statedAt}, what the client said, cannot be true
     */
    public record Pending(
            UUID requestId,
            String status,
            @Nullable Instant occurredAt,
            @Nullable Instant statedAt) {

        private Pending(UUID requestId) {
            this(requestId, "PENDING", null, null);
        }

        /** Of a request that was just stored. */
        public static Pending of(CompletionRequest request) {
            return request.statedAt() == null
                    ? new Pending(request.requestId())
                    : new Pending(request.requestId(), "PENDING", request.occurredAt(), request.statedAt());
        }
    }

    public void mount(Routes routes) {
        routes.get("/v1/completion-requests/:requestId", Scope.READ, this::handle);
    }

    private void handle(RoutingContext context, Caller caller) {
        UUID requestId = Fields.requestId("requestId", context.pathParam("requestId"));
        UUID event = Ids.eventIdOfRequest(requestId);
        IndexedResult decided = index.result(event);
        PendingRequest pending = index.pending(event, System.currentTimeMillis());
        End ended = decided == null ? null : index.endOf(decided);
        if (decided != null && (ended == null || pending == null)) {
            decided(context, caller, decided, ended);
        } else if (pending != null && pending.isFrom(caller)) {
            Answer.json(context, 202, new Pending(requestId));
        } else {
            stored(context, caller, requestId);
        }
    }

    private void decided(RoutingContext context, Caller caller, IndexedResult decided, @Nullable End ended) {
        if (!decided.mayBeReadBy(caller)) {
            Answer.problem(context, Problems.notOwner());
            return;
        }
        originals
                .withOriginal(decided.result())
                .onSuccess(result -> Answer.json(context, 200, Verdict.of(result, ended)))
                .onFailure(failure -> ErrorHandlers.answer(context, failure));
    }

    private void stored(RoutingContext context, Caller caller, UUID requestId) {
        String enrollmentId = Fields.parameter(context, "enrollment");
        if (enrollmentId == null || Ids.problem(enrollmentId) != null) {
            Answer.problem(context, Problems.unknownRequest("without ?enrollment= only the latest are looked through"));
            return;
        }
        progress.request(enrollmentId, requestId)
                .onSuccess(found -> answer(context, caller, found.orElse(null)))
                .onFailure(away -> Answer.problem(context, Problems.progressUnavailable()));
    }

    private void answer(RoutingContext context, Caller caller, @Nullable StoredResult stored) {
        if (stored == null) {
            Answer.problem(context, Problems.unknownRequest(""));
        } else if (caller.mayReadOf(stored.result().learnerId())) {
            End ended = stored.ended() == null ? index.endOfRow(stored.result()) : stored.ended();
            Answer.json(context, 200, Verdict.of(stored.result(), ended));
        } else {
            Answer.problem(context, Problems.notOwner());
        }
    }
}
