package dev.oncemark.ingest.results;

import dev.oncemark.ingest.results.RequestIndex.IndexedResult;
import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import org.jspecify.annotations.Nullable;

/** Clients that follow one enrollment's results. Each is told on the context from which it subscribed. */
public final class Subscriptions {

    private final Vertx vertx;
    private final Listeners<String, Subscription> followers;

    /** @param onFirst is run, on any thread, when somebody begins to follow while nobody else does */
    public Subscriptions(Vertx vertx, int max, Runnable onFirst) {
        this.vertx = vertx;
        this.followers = new Listeners<>(max, onFirst);
    }

    /** Follows from now on; null if too many do already. */
    @Nullable
    Subscription follow(String enrollmentId, Handler<IndexedResult> onResult) {
        if (!followers.reserve()) {
            return null;
        }
        Subscription subscription = new Subscription(enrollmentId, vertx.getOrCreateContext(), onResult);
        followers.add(enrollmentId, subscription);
        return subscription;
    }

    void decided(IndexedResult indexed) {
        followers.of(indexed.result().enrollmentId()).forEach(follower -> follower.tell(indexed));
    }

    public int count() {
        return followers.count();
    }

    /** One client's interest in one enrollment. */
    final class Subscription {

        private final String enrollmentId;
        private final Context context;
        private final Handler<IndexedResult> onResult;

        private Subscription(String enrollmentId, Context context, Handler<IndexedResult> onResult) {
            this.enrollmentId = enrollmentId;
            this.context = context;
            this.onResult = onResult;
        }

        private void tell(IndexedResult indexed) {
            context.runOnContext(now -> onResult.handle(indexed));
        }

        /** Ends it; asked for again, nothing happens. */
        void end() {
            followers.remove(enrollmentId, this);
        }
    }
}
