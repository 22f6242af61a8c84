package dev.oncemark.ingest.progress;

import dev.oncemark.contracts.CompletionResult;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Looks up what requests of long ago completed, for many at once: while one question is on its way, the next ones are
 * gathered. It gives up soon, and then knows nothing: nobody's request waits for PostgreSQL for longer than that.
 */
public final class KeyLookup {

    private static final int MAX_GATHERED = 2_000;
    private static final long SILENT_NANOS = Duration.ofSeconds(2).toNanos();

    private final Vertx vertx;
    private final ProgressReader progress;
    private final Duration patience;
    private List<Asked> gathered = new ArrayList<>();
    private boolean asking;
    private volatile long silentUntil = System.nanoTime();

    private record Asked(
            String enrollmentId, UUID requestId, Context context, Promise<@Nullable CompletionResult> answer) {
        void complete(@Nullable CompletionResult found) {
            context.runOnContext(now -> answer.tryComplete(found));
        }
    }

    public KeyLookup(Vertx vertx, ProgressReader progress, Duration patience) {
        this.vertx = vertx;
        this.progress = progress;
        this.patience = patience;
    }

    /** What the request completed in the enrollment, or null where that is nothing or not known. Never fails. */
    public Future<@Nullable CompletionResult> completedBy(String enrollmentId, UUID requestId) {
        if (patience.isZero() || System.nanoTime() - silentUntil < 0) {
            return Future.succeededFuture();
        }
        Asked asked = new Asked(enrollmentId, requestId, vertx.getOrCreateContext(), Promise.promise());
        if (!add(asked)) {
            return Future.succeededFuture();
        }
        long timer = vertx.setTimer(patience.toMillis(), over -> {
            // Nobody else waits for an answer that does not come.
            silentUntil = System.nanoTime() + SILENT_NANOS;
            asked.answer().tryComplete(null);
        });
        return asked.answer().future().onComplete(answered -> vertx.cancelTimer(timer));
    }

    private boolean add(Asked asked) {
        synchronized (this) {
            if (gathered.size() >= MAX_GATHERED) {
                return false;
            }
            gathered.add(asked);
        }
        askNext();
        return true;
    }

    private void askNext() {
        List<Asked> now;
        synchronized (this) {
            if (asking || gathered.isEmpty()) {
                return;
            }
            asking = true;
            now = gathered;
            gathered = new ArrayList<>();
        }
        var unused = progress.requests(
                        now.stream().map(Asked::enrollmentId).toList(),
                        now.stream().map(Asked::requestId).toList())
                .otherwise(List.of())
                .onSuccess(found -> answered(now, found));
    }

    private void answered(List<Asked> asked, List<CompletionResult> found) {
        Map<UUID, CompletionResult> byRequest = new HashMap<>();
        found.forEach(result -> byRequest.put(result.requestId(), result));
        asked.forEach(one -> one.complete(byRequest.get(one.requestId())));
        synchronized (this) {
            asking = false;
        }
        askNext();
    }
}
