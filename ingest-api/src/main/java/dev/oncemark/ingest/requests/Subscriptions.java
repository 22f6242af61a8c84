package dev.oncemark.ingest.requests;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import org.jspecify.annotations.Nullable;

/** Clients that follow one enrollment's results. Each is told on the context from which it subscribed. */
public final class Subscriptions {

    private final Map<String, Set<Subscription>> byEnrollment = new ConcurrentHashMap<>();
    private final Vertx vertx;
    private final Places places;

    /** @param isAwaited is run, on any thread, when somebody begins to follow while nobody else does */
    public Subscriptions(Vertx vertx, int max, Runnable isAwaited) {
        this.vertx = vertx;
        this.places = new Places(max, isAwaited);
    }

    /** Follows from now on; null if too many do already. */
    public @Nullable Subscription follow(String enrollmentId, Handler<Decided> told) {
        if (!places.take()) {
            return null;
        }
        Subscription subscription = new Subscription(enrollmentId, vertx.getOrCreateContext(), told);
        byEnrollment.compute(enrollmentId, (id, others) -> {
            Set<Subscription> all = others == null ? ConcurrentHashMap.newKeySet() : others;
            all.add(subscription);
            return all;
        });
        return subscription;
    }

    public void decided(Decided decided) {
        Set<Subscription> followers = byEnrollment.get(decided.result().enrollmentId());
        if (followers != null) {
            followers.forEach(follower -> follower.tell(decided));
        }
    }

    public int count() {
        return places.taken();
    }

    private void remove(Subscription subscription) {
        byEnrollment.computeIfPresent(subscription.enrollmentId, (id, all) -> {
            if (all.remove(subscription)) {
                places.giveBack(1);
            }
            return all.isEmpty() ? null : all;
        });
    }

    /** One client's interest in one enrollment. */
    public final class Subscription {

        private final String enrollmentId;
        private final Context context;
        private final Handler<Decided> told;

        private Subscription(String enrollmentId, Context context, Handler<Decided> told) {
            this.enrollmentId = enrollmentId;
            this.context = context;
            this.told = told;
        }

        private void tell(Decided decided) {
            context.runOnContext(now -> told.handle(decided));
        }

        /** Ends it; asked for again, nothing happens. */
        public void end() {
            remove(this);
        }
    }
}
