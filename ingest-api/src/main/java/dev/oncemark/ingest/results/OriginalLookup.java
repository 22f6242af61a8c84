package dev.oncemark.ingest.results;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.ingest.progress.ProgressReader;
import io.vertx.core.Future;

/**
 * The streams-app remembers the request ids of an enrollment's last completions only. For an older one its verdict is
 * {@code ALREADY_COMPLETED} without the original request: the recent results or PostgreSQL have that. A retry of the
 * original request itself is a replay after all. Where neither has it, or it was taken back since, the verdict stays as
 * it is.
 */
public final class OriginalLookup {

    private final ProgressReader progress;
    private final RequestIndex index;

    public OriginalLookup(ProgressReader progress, RequestIndex index) {
        this.progress = progress;
        this.index = index;
    }

    /** The result with what is known of the request that completed its lesson. Never fails. */
    public Future<CompletionResult> withOriginal(CompletionResult result) {
        if (result.reason() != Reason.ALREADY_COMPLETED || result.originalRequestId() != null) {
            return Future.succeededFuture(result);
        }
        CompletionResult recent = index.standing(result.enrollmentId(), result.lesson());
        if (recent != null) {
            return Future.succeededFuture(result.withOriginal(recent));
        }
        return progress.lesson(result.enrollmentId(), result.lesson())
                .map(found -> found.filter(row -> stands(row, result))
                        .map(result::withOriginal)
                        .orElse(result))
                .otherwise(result);
    }

    /** Whether the row is the acceptance by which the lesson was complete: the sink may be behind a take-back. */
    private boolean stands(CompletionResult row, CompletionResult verdict) {
        return row.attemptNumber() == verdict.attemptNumber() && index.endOfRow(row) == null;
    }
}
