package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.ingest.progress.KeyLookup;
import dev.oncemark.ingest.requests.Asked;
import dev.oncemark.ingest.requests.Decided;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.Marks;
import dev.oncemark.ingest.requests.Undecided;
import io.vertx.core.Future;
import java.time.Clock;
import java.util.UUID;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/**
 * What is known of a key before it is used: among requests being stored, undecided ones, recent results, and in
 * PostgreSQL for the same enrollment. A key that was used for another enrollment long ago is not found.
 */
final class KeysInUse {

    private final KnownRequests known;
    private final KeyLookup stored;
    private final Clock clock = Clock.systemUTC();
    private final ConcurrentHashMap<UUID, Asked> beingStored = new ConcurrentHashMap<>();

    KeysInUse(KnownRequests known, KeyLookup stored) {
        this.known = known;
        this.stored = stored;
    }

    /** The answer to give without storing anything, or null where the request has to be stored. Never fails. */
    Future<@Nullable Outcome> check(CompletionRequest request, Marks marks) {
        Decided decided = known.result(marks.event());
        if (decided != null) {
            return Future.succeededFuture(
                    decided.isFor(request.enrollmentId(), request.lessonId())
                            ? firstAnswer(decided)
                            : new Outcome.KeyReused(request.requestId()));
        }
        Undecided undecided = known.undecided(marks.event(), clock.millis());
        if (undecided != null) {
            return Future.succeededFuture(compared(request, marks.asked(), undecided.asked()));
        }
        return stored.completedBy(request.enrollmentId(), request.requestId())
                .map(found -> found == null || found.lessonId().equals(request.lessonId())
                        ? null
                        : new Outcome.KeyReused(request.requestId()));
    }

    /** A verdict that changed something, or cannot change, is repeated; others are reached anew. */
    private static @Nullable Outcome firstAnswer(Decided decided) {
        return switch (decided.result().status()) {
            case ACCEPTED, REPLAYED -> new Outcome.Decided(decided.result());
            case REJECTED ->
                decided.result().originalRequestId() == null ? null : new Outcome.Decided(decided.result());
        };
    }

    private static @Nullable Outcome compared(CompletionRequest request, Asked asked, @Nullable Asked before) {
        return before == null || before.what() == asked.what() ? null : new Outcome.KeyReused(request.requestId());
    }

    /** Claims the key while the request is being stored; the answer to give where another one is under the same key. */
    @Nullable
    Outcome claim(CompletionRequest request, Asked asked) {
        return compared(request, asked, beingStored.putIfAbsent(request.requestId(), asked));
    }

    /** The request is stored, or given up. */
    void release(CompletionRequest request) {
        beingStored.remove(request.requestId());
    }
}
