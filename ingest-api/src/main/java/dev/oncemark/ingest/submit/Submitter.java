package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Ids;
import dev.oncemark.ingest.broker.RequestWriter;
import dev.oncemark.ingest.requests.Asked;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.Position;
import dev.oncemark.ingest.requests.Undecided;
import dev.oncemark.ingest.requests.Waiters;
import dev.oncemark.ingest.requests.Waiters.Waiter;
import io.vertx.core.Future;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.jspecify.annotations.Nullable;

/**
 * Stores requests and, for those who wait, fetches their verdicts. Nothing but the broker is in the way of {@link
 * Outcome.Pending}. To be called on a context of Vert.x, on which the outcome comes.
 */
public final class Submitter {

    private final Vertx vertx;
    private final RequestWriter writer;
    private final KnownRequests known;
    private final Waiters waiters;

    public Submitter(Vertx vertx, RequestWriter writer, KnownRequests known, Waiters waiters) {
        this.vertx = vertx;
        this.writer = writer;
        this.known = known;
        this.waiters = waiters;
    }

    /** Never fails. */
    public Future<Outcome> submit(Submission submission) {
        CompletionRequest request = submission.request();
        // Before the request is written: its verdict may be read before its acknowledgement.
        Waiter waiter = submission.patience().isZero() ? null : waiters.waitFor(request.requestId());
        Future<Position> stored = writer.write(request, submission.traceParent());
        return stored.transform(written -> {
            if (written.failed()) {
                return unavailable(waiter, String.valueOf(written.cause().getMessage()));
            }
            known.stored(
                    Ids.eventOfRequest(request.requestId()),
                    Undecided.untilDecided(written.result(), Asked.of(request)));
            return waiter == null
                    ? Future.succeededFuture(new Outcome.Pending(request.requestId()))
                    : verdict(waiter, request, submission.patience());
        });
    }

    private static Future<Outcome> unavailable(@Nullable Waiter waiter, String why) {
        if (waiter != null) {
            waiter.giveUp();
        }
        return Future.succeededFuture(new Outcome.Unavailable(why));
    }

    private Future<Outcome> verdict(Waiter waiter, CompletionRequest request, Duration wait) {
        long timer = vertx.setTimer(wait.toMillis(), over -> waiter.giveUp());
        return waiter.verdict().map(result -> {
            vertx.cancelTimer(timer);
            return outcome(request, result);
        });
    }

    private static Outcome outcome(CompletionRequest request, @Nullable CompletionResult result) {
        return result == null ? new Outcome.Pending(request.requestId()) : new Outcome.Decided(result);
    }
}
