package dev.oncemark.ingest.requests;

import dev.oncemark.contracts.CompletionResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * Clients that wait for a request's verdict. A waiter costs no thread; several may wait for one request, and each gets
 * its answer on the context from which it began to wait. There are so many at most.
 */
public final class Waiters {

    private final ConcurrentHashMap<UUID, List<Waiter>> byRequest = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Places places;

    /** @param isAwaited is run, on any thread, when somebody begins to wait while nobody else does */
    public Waiters(Vertx vertx, int max, Runnable isAwaited) {
        this.vertx = vertx;
        this.places = new Places(max, isAwaited);
    }

    /** One that waits from now on, before the request is even written; null if there are too many already. */
    public @Nullable Waiter waitFor(UUID requestId) {
        if (!places.take()) {
            return null;
        }
        var waiter = new Waiter(requestId, vertx.getOrCreateContext());
        byRequest.compute(requestId, (id, others) -> and(others, waiter));
        return waiter;
    }

    private static List<Waiter> and(@Nullable List<Waiter> others, Waiter waiter) {
        List<Waiter> all = others == null ? new ArrayList<>(1) : new ArrayList<>(others);
        all.add(waiter);
        return all;
    }

    /** Gives the result to everybody who waits for it. */
    public void decided(CompletionResult result) {
        List<Waiter> waiting = byRequest.remove(result.requestId());
        if (waiting != null) {
            places.giveBack(waiting.size());
            waiting.forEach(waiter -> waiter.complete(result));
        }
    }

    /** Lets everybody go without a verdict, as if their time were over. */
    public void releaseAll() {
        byRequest.values().forEach(waiting -> List.copyOf(waiting).forEach(Waiter::giveUp));
    }

    public int count() {
        return places.taken();
    }

    private void remove(Waiter waiter) {
        byRequest.computeIfPresent(waiter.requestId, (id, waiting) -> {
            List<Waiter> others = new ArrayList<>(waiting);
            if (others.remove(waiter)) {
                places.giveBack(1);
            }
            return others.isEmpty() ? null : others;
        });
    }

    /** One client's wait for one request. */
    public final class Waiter {

        private final UUID requestId;
        private final Context context;
        private final Promise<@Nullable CompletionResult> verdict = Promise.promise();

        private Waiter(UUID requestId, Context context) {
            this.requestId = requestId;
            this.context = context;
        }

        /** The verdict, or null where the wait was given up before there was one. */
        public Future<@Nullable CompletionResult> verdict() {
            return verdict.future();
        }

        /** Ends the wait when that time is over; to be called once. */
        public void giveUpAfter(Duration patience) {
            long timer = vertx.setTimer(patience.toMillis(), over -> giveUp());
            verdict.future().onComplete(done -> vertx.cancelTimer(timer));
        }

        /** Ends the wait, unless the verdict came before. */
        public void giveUp() {
            remove(this);
            complete(null);
        }

        private void complete(@Nullable CompletionResult result) {
            context.runOnContext(now -> verdict.tryComplete(result));
        }
    }
}
