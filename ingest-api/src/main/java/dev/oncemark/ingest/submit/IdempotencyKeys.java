package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.progress.KeyLookup;
import dev.oncemark.ingest.results.RequestFingerprint;
import dev.oncemark.ingest.results.RequestIndex;
import dev.oncemark.ingest.results.RequestIndex.IndexedResult;
import dev.oncemark.ingest.results.RequestIndex.PendingRequest;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key when it is used: among requests being stored, pending ones, recent results, and in
 * PostgreSQL for the same enrollment. A key that was used for another enrollment long ago is not found.
 */
final class IdempotencyKeys {

    private final RequestIndex index;
    private final KeyLookup stored;
    private final ConcurrentHashMap<UUID, RequestFingerprint> beingStored = new ConcurrentHashMap<>();

    IdempotencyKeys(RequestIndex index, KeyLookup stored) {
        this.index = index;
        this.stored = stored;
    }

    /**
     * The answer to give without storing anything; or null, and then the key is claimed and the request has to be
     * stored and released. Never fails.
     */
    Future<@Nullable Outcome> claim(Submission submission) {
        CompletionRequest request = submission.request();
        if (isKnown(submission)) {
            return Future.succeededFuture(claimNow(submission));
        }
        return stored.completedBy(request.enrollmentId(), request.requestId())
                .map(found -> isOfAnother(request, found) ? Outcome.KEY_REUSED : claimNow(submission));
    }

    private boolean isKnown(Submission submission) {
        return index.result(submission.eventId()) != null || pending(submission) != null;
    }

    private @Nullable PendingRequest pending(Submission submission) {
        return index.pending(submission.eventId(), System.currentTimeMillis());
    }

    private static boolean isOfAnother(CompletionRequest request, @Nullable CompletionResult found) {
        return found != null && !found.lessonId().equals(request.lessonId());
    }

    /** Claims first and looks then: a request is known before its claim is released, so none is missed in between. */
    private @Nullable Outcome claimNow(Submission submission) {
        CompletionRequest request = submission.request();
        RequestFingerprint other = beingStored.putIfAbsent(request.requestId(), submission.fingerprint());
        if (isForAnotherLesson(submission, other)) {
            return Outcome.KEY_REUSED;
        }
        Outcome answer = knownAnswer(submission);
        if (answer != null && other == null) {
            release(request);
        }
        return answer;
    }

    private @Nullable Outcome knownAnswer(Submission submission) {
        CompletionRequest request = submission.request();
        IndexedResult decided = index.result(submission.eventId());
        if (decided != null) {
            return decided.isFor(request.enrollmentId(), request.lessonId())
                    ? firstAnswer(decided.result())
                    : Outcome.KEY_REUSED;
        }
        PendingRequest pending = pending(submission);
        return pending != null && isForAnotherLesson(submission, pending.fingerprint()) ? Outcome.KEY_REUSED : null;
    }

    private static boolean isForAnotherLesson(Submission submission, @Nullable RequestFingerprint other) {
        return other != null && other.lesson() != submission.fingerprint().lesson();
    }

    /** A verdict that changed something, or cannot change, is repeated; others are reached anew. */
    private static @Nullable Outcome firstAnswer(CompletionResult result) {
        return switch (result.status()) {
            case ACCEPTED, REPLAYED, REVOKED, RESET -> Outcome.decided(result);
            case REJECTED -> result.originalRequestId() == null ? null : Outcome.decided(result);
        };
    }

    /** The request is stored, or given up. */
    void release(CompletionRequest request) {
        beingStored.remove(request.requestId());
    }
}
