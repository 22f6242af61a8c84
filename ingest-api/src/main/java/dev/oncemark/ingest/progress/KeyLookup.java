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
 * Looks up what requests of long ago did, for many at once: while one question is on its way, the next ones are
 * gathered. It gives up soon, and then knows nothing: nobody's request waits for PostgreSQL for longer than that.
 */
public final class KeyLookup {

    private static final int MAX_GATHERED = 2_000;

    private final Vertx vertx;
    private final ProgressReader progress;
    private final Duration timeout;
    private List<Question> gathered = new ArrayList<>();
    private boolean asking;
    /** Apart from the reader's: an answer that is too late for a request is in time for whoever asks for progress. */
    private final CircuitBreaker breaker = new CircuitBreaker();

    private record Question(
            String enrollmentId, UUID requestId, Context context, Promise<@Nullable CompletionResult> answer) {
        void complete(@Nullable CompletionResult found) {
            context.runOnContext(now -> answer.tryComplete(found));
        }
    }

    public KeyLookup(Vertx vertx, ProgressReader progress, Duration timeout) {
        this.vertx = vertx;
        this.progress = progress;
        this.timeout = timeout;
    }

    /** What the request did in the enrollment, or null where that is nothing or not known. Never fails. */
    public Future<@Nullable CompletionResult> doneBy(String enrollmentId, UUID requestId) {
        if (timeout.isZero() || breaker.isOpen()) {
            return Future.succeededFuture();
        }
        Question question = new Question(enrollmentId, requestId, vertx.getOrCreateContext(), Promise.promise());
        if (!add(question)) {
            return Future.succeededFuture();
        }
        long timer = vertx.setTimer(timeout.toMillis(), over -> {
            // Nobody else waits for an answer that does not come.
            breaker.open();
            question.answer().tryComplete(null);
        });
        return question.answer().future().onComplete(answered -> vertx.cancelTimer(timer));
    }

    private boolean add(Question question) {
        synchronized (this) {
            if (gathered.size() >= MAX_GATHERED) {
                return false;
            }
            gathered.add(question);
        }
        askNext();
        return true;
    }

    private void askNext() {
        List<Question> now;
        synchronized (this) {
            if (asking || gathered.isEmpty()) {
                return;
            }
            asking = true;
            now = gathered;
            gathered = new ArrayList<>();
        }
        var unused = progress.requests(
                        now.stream().map(Question::enrollmentId).toList(),
                        now.stream().map(Question::requestId).toList())
                .otherwise(List.of())
                .onSuccess(found -> answered(now, found));
    }

    private void answered(List<Question> questions, List<CompletionResult> found) {
        Map<UUID, CompletionResult> byRequest = new HashMap<>();
        found.forEach(result -> byRequest.put(result.requestId(), result));
        questions.forEach(one -> one.complete(byRequest.get(one.requestId())));
        synchronized (this) {
            asking = false;
        }
        askNext();
    }
}
