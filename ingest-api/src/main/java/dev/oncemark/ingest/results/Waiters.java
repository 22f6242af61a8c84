package dev.oncemark.ingest.results;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.RecordPosition;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Clients that wait for a request's verdict. A waiter costs no thread; several may wait for one request, and each gets
 * its answer on the context from which it began to wait. There are so many at most.
 */
public final class Waiters {

    private final Vertx vertx;
    private final Listeners<UUID, Waiter> waiters;

    /** @param onFirst is run, on any thread, when somebody begins to wait while nobody else does */
    public Waiters(Vertx vertx, int max, Runnable onFirst) {
        this.vertx = vertx;
        this.waiters = new Listeners<>(max, onFirst);
    }

    /** One that waits from now on, before the request is even written; null if there are too many already. */
    public @Nullable Waiter waitFor(UUID requestId) {
        if (!waiters.reserve()) {
            return null;
        }
        Waiter waiter = new Waiter(requestId, vertx.getOrCreateContext());
        waiters.add(requestId, waiter);
        return waiter;
    }

    /** Offers the result to everybody who waits for one of this request id. */
    void decided(CompletionResult result) {
        waiters.of(result.requestId()).forEach(waiter -> waiter.offer(result));
    }

    /** Lets everybody go without a verdict, as if their time were over. */
    public void releaseAll() {
        waiters.all().forEach(Waiter::giveUp);
    }

    public int count() {
        return waiters.count();
    }

    /**
     * One client's wait for the verdict on one record. Records of before may have the same request id, and results that
     * are read only now: what they say may have been taken back before this record was written.
     */
    public final class Waiter {

        private final UUID requestId;
        private final Context context;
        private final Promise<@Nullable CompletionResult> verdict = Promise.promise();
        /** Both are used on the context alone. */
        private @Nullable RecordPosition record;

        private @Nullable CompletionResult early;

        private Waiter(UUID requestId, Context context) {
            this.requestId = requestId;
            this.context = context;
        }

        /** The verdict, or null where the wait was given up before there was one. */
        public Future<@Nullable CompletionResult> verdict() {
            return verdict.future();
        }

        /** The record is written, here; to be called once, on the context on which the wait began. */
        public void writtenAt(RecordPosition position) {
            record = position;
            if (early != null) {
                take(early);
            }
        }

        private void offer(CompletionResult result) {
            context.runOnContext(now -> take(result));
        }

        /** A result may be read before it is known here where its record was written. */
        private void take(CompletionResult result) {
            if (record == null) {
                early = result;
            } else if (result.inPartition() != record.partition() || result.inOffset() >= record.offset()) {
                waiters.remove(requestId, this);
                verdict.tryComplete(result);
            }
        }

        /** Ends the wait when that time is over; to be called once. */
        public void giveUpAfter(Duration time) {
            long timer = vertx.setTimer(time.toMillis(), over -> giveUp());
            verdict.future().onComplete(done -> vertx.cancelTimer(timer));
        }

        /** Ends the wait, unless the verdict came before. */
        public void giveUp() {
            waiters.remove(requestId, this);
            context.runOnContext(now -> verdict.tryComplete(null));
        }
    }
}
