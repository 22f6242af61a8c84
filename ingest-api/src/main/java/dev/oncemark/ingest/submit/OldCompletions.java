package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.ingest.progress.ProgressReader;
import io.vertx.core.Future;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * The streams-app remembers the request ids of an enrollment's last completions only. For an older one its verdict is
 * {@code ALREADY_COMPLETED} without the original request: PostgreSQL has that. A retry of the original request itself
 * is a replay after all. Where PostgreSQL is away the verdict stays as it is.
 */
public final class OldCompletions {

    private final ProgressReader progress;

    public OldCompletions(ProgressReader progress) {
        this.progress = progress;
    }

    /** The result with what PostgreSQL knows of it. Never fails. */
    public Future<CompletionResult> complete(CompletionResult result) {
        if (result.reason() != Reason.ALREADY_COMPLETED || result.originalRequestId() != null) {
            return Future.succeededFuture(result);
        }
        return progress.lesson(result.enrollmentId(), result.lessonId())
                .map(found -> found.map(original -> with(result, original)).orElse(result))
                .otherwise(result);
    }

    private static CompletionResult with(CompletionResult result, CompletionResult original) {
        return original.requestId().equals(result.requestId())
                ? copy(result, original, Status.REPLAYED, null, null)
                : copy(result, original, Status.REJECTED, Reason.ALREADY_COMPLETED, original.requestId());
    }

    private static CompletionResult copy(
            CompletionResult result,
            CompletionResult original,
            Status status,
            @Nullable Reason reason,
            @Nullable UUID originalRequestId) {
        return new CompletionResult(
                result.requestId(),
                result.enrollmentId(),
                result.lessonId(),
                result.courseId(),
                status,
                reason,
                originalRequestId,
                original.completedAt(),
                result.sequence(),
                result.occurredAt(),
                result.decidedAt(),
                result.origin(),
                result.catalogVersion(),
                result.inTopic(),
                result.inPartition(),
                result.inOffset(),
                result.learnerId());
    }
}
