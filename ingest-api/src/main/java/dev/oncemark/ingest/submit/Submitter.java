package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.ingest.progress.KeyLookup;
import dev.oncemark.ingest.results.OriginalLookup;
import dev.oncemark.ingest.results.RequestIndex;
import dev.oncemark.ingest.results.RequestIndex.PendingRequest;
import dev.oncemark.ingest.results.Waiters;
import dev.oncemark.ingest.results.Waiters.Waiter;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Stores requests and, for those who wait, fetches their verdicts. Nothing but the broker is in the way of {@link
 * Outcome#PENDING}. To be called on a context of Vert.x, on which the outcome comes.
 */
public final class Submitter {

    private static final Future<Outcome> PENDING = Future.succeededFuture(Outcome.PENDING);
    private static final Future<Outcome> KEY_REUSED = Future.succeededFuture(Outcome.KEY_REUSED);

    private final RequestWriter writer;
    private final RequestIndex index;
    private final Waiters waiters;
    private final OriginalLookup originals;
    private final IdempotencyKeys keys;

    public Submitter(
            RequestWriter writer, RequestIndex index, Waiters waiters, OriginalLookup originals, KeyLookup keys) {
        this.writer = writer;
        this.index = index;
        this.waiters = waiters;
        this.originals = originals;
        this.keys = new IdempotencyKeys(index, keys);
    }

    /** Never fails. */
    Future<Outcome> submit(Submission submission) {
        return submission.repeatable()
                ? keys.lookUp(submission).compose(longAgo -> storeOnce(submission, longAgo))
                : store(submission);
    }

    /** For submissions of which each is to be decided after those before it. */
    InOrder inOrder() {
        return new InOrder();
    }

    /** Each is sent to the broker after those before it, however long it takes to learn what is known of their keys. */
    final class InOrder {

        private Future<?> before = Future.succeededFuture();

        /** Never fails. */
        Future<Outcome> submit(Submission submission) {
            Future<@Nullable CompletionResult> known = keys.lookUp(submission);
            Future<@Nullable CompletionResult> turn = before.compose(sent -> known);
            before = turn;
            return turn.compose(longAgo -> storeOnce(submission, longAgo));
        }
    }

    private Future<Outcome> storeOnce(Submission submission, @Nullable CompletionResult longAgo) {
        Outcome answer = keys.claim(submission, longAgo);
        return answer == null
                ? store(submission).onComplete(done -> keys.release(submission.request()))
                : Future.succeededFuture(withoutWaiting(submission, answer));
    }

    /** A client that does not wait for verdicts is not told one that happens to be there. */
    private static Outcome withoutWaiting(Submission submission, Outcome outcome) {
        return outcome.result() != null && submission.preference().isNone() ? Outcome.PENDING : outcome;
    }

    private Future<Outcome> store(Submission submission) {
        // Before the request is written: its verdict may be read before its acknowledgement.
        Waiter waiter = submission.preference().isNone()
                ? null
                : waiters.waitFor(submission.request().requestId());
        Future<RecordPosition> stored = writer.write(submission);
        return stored.transform(written -> {
            if (written.failed()) {
                return unavailable(waiter, String.valueOf(written.cause().getMessage()));
            }
            var pending = PendingRequest.untilDecided(written.result(), submission.fingerprint());
            index.stored(submission.eventId(), pending);
            if (waiter == null) {
                return PENDING;
            }
            waiter.writtenAt(written.result());
            return verdict(waiter, submission);
        });
    }

    private static Future<Outcome> unavailable(@Nullable Waiter waiter, String detail) {
        if (waiter != null) {
            waiter.giveUp();
        }
        return Future.succeededFuture(Outcome.unavailable(detail));
    }

    private Future<Outcome> verdict(Waiter waiter, Submission submission) {
        waiter.giveUpAfter(submission.preference().time());
        submission.preference().disconnected().onFailure(gone -> waiter.giveUp());
        return waiter.verdict().compose(result -> {
            if (result == null) {
                return PENDING;
            }
            // Another instance may have stored something else under the same key at the same time.
            if (!submission.fingerprint().isOf(result)) {
                return KEY_REUSED;
            }
            return originals.withOriginal(result).map(Outcome::decided);
        });
    }
}
