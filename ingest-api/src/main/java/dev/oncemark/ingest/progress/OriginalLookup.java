package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import io.vertx.core.Future;

/**
 * The streams-app remembers the request ids of an enrollment's last completions only. For an older one its verdict is
 * {@code ALREADY_COMPLETED} without the original request: PostgreSQL has that. A retry of the original request itself
 * is a replay after all. Where PostgreSQL is away the verdict stays as it is.
 */
public final class OriginalLookup {

    private final ProgressReader progress;

    public OriginalLookup(ProgressReader progress) {
        this.progress = progress;
    }

    /** The result with what PostgreSQL knows of the request that completed its lesson. Never fails. */
    public Future<CompletionResult> withOriginal(CompletionResult result) {
        if (result.reason() != Reason.ALREADY_COMPLETED || result.originalRequestId() != null) {
            return Future.succeededFuture(result);
        }
        return progress.lesson(result.enrollmentId(), result.lessonId())
                .map(found -> found.map(result::withOriginal).orElse(result))
                .otherwise(result);
    }
}
