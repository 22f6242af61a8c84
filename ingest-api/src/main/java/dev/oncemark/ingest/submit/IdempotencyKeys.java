package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.Command.Kind;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
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

    private static final Future<@Nullable CompletionResult> NOTHING = Future.succeededFuture();

    private final RequestIndex index;
    private final KeyLookup stored;
    private final ConcurrentHashMap<UUID, RequestFingerprint> beingStored = new ConcurrentHashMap<>();

    IdempotencyKeys(RequestIndex index, KeyLookup stored) {
        this.index = index;
        this.stored = stored;
    }

    /**
     * What the key was used for long ago, which {@link #claim} wants to know; null where that is nothing, or it is known
     * here. Never fails.
     */
    Future<@Nullable CompletionResult> lookUp(Submission submission) {
        CompletionRequest request = submission.request();
        return !submission.isKeyed() || isKnown(submission)
                ? NOTHING
                : stored.doneBy(request.enrollmentId(), request.requestId());
    }

    private boolean isKnown(Submission submission) {
        return index.result(submission.eventId()) != null || pending(submission) != null;
    }

    /**
     * The answer to give without storing anything; or null, and then the key is claimed and the request has to be
     * stored and released.
     */
    @Nullable
    Outcome claim(Submission submission, @Nullable CompletionResult longAgo) {
        if (longAgo != null && !submission.fingerprint().isOf(longAgo)) {
            return Outcome.KEY_REUSED;
        }
        // The streams-app has forgotten by now that it took this back, and would do so again.
        return longAgo != null && longAgo.status() == Status.REVOKED ? Outcome.repeated(longAgo) : claimNow(submission);
    }

    private @Nullable PendingRequest pending(Submission submission) {
        return index.pending(submission.eventId(), System.currentTimeMillis());
    }

    /** Claims first and looks then: a request is known before its claim is released, so none is missed in between. */
    private @Nullable Outcome claimNow(Submission submission) {
        CompletionRequest request = submission.request();
        RequestFingerprint other = beingStored.putIfAbsent(request.requestId(), submission.fingerprint());
        if (isForAnother(submission, other)) {
            return Outcome.KEY_REUSED;
        }
        Outcome answer = knownAnswer(submission);
        if (answer != null && other == null) {
            release(request);
        }
        return answer;
    }

    private @Nullable Outcome knownAnswer(Submission submission) {
        IndexedResult decided = index.result(submission.eventId());
        if (decided != null) {
            return submission.fingerprint().isOf(decided.result()) ? firstAnswer(decided.result()) : Outcome.KEY_REUSED;
        }
        PendingRequest pending = pending(submission);
        return pending != null && isForAnother(submission, pending.fingerprint()) ? Outcome.KEY_REUSED : null;
    }

    private static boolean isForAnother(Submission submission, @Nullable RequestFingerprint other) {
        return other != null && other.asked() != submission.fingerprint().asked();
    }

    /**
     * A take-back or the beginning of an attempt was carried out for ever. Whether a lesson is still complete, only the
     * streams-app knows: what ended that may not have been read here yet.
     */
    private static @Nullable Outcome firstAnswer(CompletionResult decided) {
        Kind command = decided.command();
        boolean isCarriedOut = command != null && command != Kind.WAIVE && decided.status() != Status.REJECTED;
        return isCarriedOut ? Outcome.repeated(decided) : null;
    }

    /** The request is stored, or given up. */
    void release(CompletionRequest request) {
        beingStored.remove(request.requestId());
    }
}
