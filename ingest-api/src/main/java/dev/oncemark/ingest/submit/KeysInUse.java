package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.progress.KeyLookup;
import dev.oncemark.ingest.requests.Asked;
import dev.oncemark.ingest.requests.Decided;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.Marks;
import dev.oncemark.ingest.requests.Undecided;
import io.vertx.core.Future;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key when it is used: among requests being stored, undecided ones, recent results, and in
 * PostgreSQL for the same enrollment. A key that was used for another enrollment long ago is not found.
 */
final class KeysInUse {

    private final KnownRequests known;
    private final KeyLookup stored;
    private final ConcurrentHashMap<UUID, Asked> beingStored = new ConcurrentHashMap<>();

    KeysInUse(KnownRequests known, KeyLookup stored) {
        this.known = known;
        this.stored = stored;
    }

    /**
     * The answer to give without storing anything; or null, and then the key is claimed and the request has to be
     * stored and released. Never fails.
     */
    Future<@Nullable Outcome> claim(Submission submission) {
        CompletionRequest request = submission.request();
        if (isKnown(submission.marks())) {
            return Future.succeededFuture(claimNow(submission));
        }
        return stored.completedBy(request.enrollmentId(), request.requestId())
                .map(found -> isOfAnother(request, found) ? reused(request) : claimNow(submission));
    }

    private boolean isKnown(Marks marks) {
        return known.result(marks.event()) != null || undecided(marks) != null;
    }

    private @Nullable Undecided undecided(Marks marks) {
        return known.undecided(marks.event(), System.currentTimeMillis());
    }

    private static boolean isOfAnother(CompletionRequest request, @Nullable CompletionResult found) {
        return found != null && !found.lessonId().equals(request.lessonId());
    }

    /** Claims first and looks then: a request is known before its claim is released, so none is missed in between. */
    private @Nullable Outcome claimNow(Submission submission) {
        CompletionRequest request = submission.request();
        Asked asked = submission.marks().asked();
        Asked other = beingStored.putIfAbsent(request.requestId(), asked);
        if (isAnother(asked, other)) {
            return reused(request);
        }
        Outcome answer = knownAnswer(submission);
        if (answer != null && other == null) {
            release(request);
        }
        return answer;
    }

    private @Nullable Outcome knownAnswer(Submission submission) {
        CompletionRequest request = submission.request();
        Decided decided = known.result(submission.marks().event());
        if (decided != null) {
            return decided.isFor(request.enrollmentId(), request.lessonId()) ? firstAnswer(decided) : reused(request);
        }
        Undecided undecided = undecided(submission.marks());
        boolean isAnother = undecided != null && isAnother(submission.marks().asked(), undecided.asked());
        return isAnother ? reused(request) : null;
    }

    private static boolean isAnother(Asked asked, @Nullable Asked other) {
        return other != null && other.what() != asked.what();
    }

    /** A verdict that changed something, or cannot change, is repeated; others are reached anew. */
    private static @Nullable Outcome firstAnswer(Decided decided) {
        return switch (decided.result().status()) {
            case ACCEPTED, REPLAYED -> new Outcome.Decided(decided.result());
            case REJECTED ->
                decided.result().originalRequestId() == null ? null : new Outcome.Decided(decided.result());
        };
    }

    private static Outcome reused(CompletionRequest request) {
        return new Outcome.KeyReused(request.requestId());
    }

    /** The request is stored, or given up. */
    void release(CompletionRequest request) {
        beingStored.remove(request.requestId());
    }
}
