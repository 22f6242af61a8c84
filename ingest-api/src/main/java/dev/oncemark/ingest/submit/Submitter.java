package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.ingest.broker.RequestWriter;
import dev.oncemark.ingest.progress.KeyLookup;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.Marks;
import dev.oncemark.ingest.requests.Position;
import dev.oncemark.ingest.requests.Undecided;
import dev.oncemark.ingest.requests.Waiters;
import dev.oncemark.ingest.requests.Waiters.Waiter;
import io.vertx.core.Future;
import org.jspecify.annotations.Nullable;

/**
 * Stores requests and, for those who wait, fetches their verdicts. Nothing but the broker is in the way of {@link
 * Outcome.Pending}. To be called on a context of Vert.x, on which the outcome comes.
 */
public final class Submitter {

    private final RequestWriter writer;
    private final KnownRequests known;
    private final Waiters waiters;
    private final OldCompletions old;
    private final KeysInUse keys;

    public Submitter(RequestWriter writer, KnownRequests known, Waiters waiters, Stored stored) {
        this.writer = writer;
        this.known = known;
        this.waiters = waiters;
        this.old = stored.completions();
        this.keys = new KeysInUse(known, stored.keys());
    }

    /** What PostgreSQL is asked for. */
    public record Stored(OldCompletions completions, KeyLookup keys) {}

    /** Whether whatever came now would be turned away. */
    public boolean isFull() {
        return writer.isFull();
    }

    /** Never fails. */
    public Future<Outcome> submit(Submission submission) {
        return submission.keyed() ? storeUnderItsKey(submission) : store(submission);
    }

    private Future<Outcome> storeUnderItsKey(Submission submission) {
        return keys.claim(submission)
                .compose(answer -> answer == null
                        ? store(submission).onComplete(done -> keys.release(submission.request()))
                        : Future.succeededFuture(withoutWaiting(submission, answer)));
    }

    /** Who does not wait for verdicts is not told one that happens to be there. */
    private static Outcome withoutWaiting(Submission submission, Outcome outcome) {
        return outcome instanceof Outcome.Decided && submission.patience().isNone()
                ? new Outcome.Pending(submission.request().requestId())
                : outcome;
    }

    private Future<Outcome> store(Submission submission) {
        CompletionRequest request = submission.request();
        Marks marks = submission.marks();
        // Before the request is written: its verdict may be read before its acknowledgement.
        Waiter waiter = submission.patience().isNone() ? null : waiters.waitFor(request.requestId());
        Future<Position> stored = writer.write(request, marks, submission.traceParent());
        return stored.transform(written -> {
            if (written.failed()) {
                return unavailable(waiter, String.valueOf(written.cause().getMessage()));
            }
            known.stored(marks.event(), Undecided.untilDecided(written.result(), marks.asked()));
            return waiter == null
                    ? Future.succeededFuture(new Outcome.Pending(request.requestId()))
                    : verdict(waiter, submission);
        });
    }

    private static Future<Outcome> unavailable(@Nullable Waiter waiter, String why) {
        if (waiter != null) {
            waiter.giveUp();
        }
        return Future.succeededFuture(new Outcome.Unavailable(why));
    }

    private Future<Outcome> verdict(Waiter waiter, Submission submission) {
        Patience patience = submission.patience();
        waiter.giveUpAfter(patience.time());
        patience.gone().onSuccess(gone -> waiter.giveUp());
        CompletionRequest request = submission.request();
        return waiter.verdict().compose(result -> {
            if (result == null) {
                return Future.succeededFuture(new Outcome.Pending(request.requestId()));
            }
            if (!isOf(request, result)) {
                return Future.succeededFuture(new Outcome.KeyReused(request.requestId()));
            }
            return old.complete(result).map(Outcome.Decided::new);
        });
    }

    /** Another instance may have stored something else under the same key at the same time. */
    private static boolean isOf(CompletionRequest request, CompletionResult result) {
        return result.lessonId().equals(request.lessonId())
                && result.enrollmentId().equals(request.enrollmentId());
    }
}
