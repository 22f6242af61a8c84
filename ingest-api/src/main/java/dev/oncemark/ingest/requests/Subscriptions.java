package dev.oncemark.ingest.requests;

import io.vertx.core.Context;
import io.vertx.core.Handler;
import io.vertx.core.Vertx;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/** Clients that follow one enrollment's results. Each is told on the context from which it subscribed. */
public final class Subscriptions {

    private final Map<String, Set<Subscription>> byEnrollment = new ConcurrentHashMap<>();
    private final AtomicInteger count = new AtomicInteger();
    private final Vertx vertx;
    private final int max;
    private final Runnable isAwaited;

    /** @param isAwaited is run, on any thread, when somebody begins to follow while nobody else does */
    public Subscriptions(Vertx vertx, int max, Runnable isAwaited) {
        this.vertx = vertx;
        this.max = max;
        this.isAwaited = isAwaited;
    }

    /** Follows from now on; null if too many do already. */
    public @Nullable Subscription follow(String enrollmentId, Handler<Decided> told) {
        int following = count.incrementAndGet();
        if (following > max) {
            count.decrementAndGet();
            return null;
        }
        if (following == 1) {
            isAwaited.run();
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
        return count.get();
    }

    private void remove(Subscription subscription) {
        byEnrollment.computeIfPresent(subscription.enrollmentId, (id, all) -> {
            if (all.remove(subscription)) {
                count.decrementAndGet();
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
