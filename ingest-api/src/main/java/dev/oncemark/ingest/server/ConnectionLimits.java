package dev.oncemark.ingest.server;

import dev.oncemark.ingest.settings.IngestSettings.Connections;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop: how long each may be idle, how long a request may take to arrive, and which came
 * over the limit of all. One look at all of them each second instead of a timer for each. Over the limit a few more
 * are taken, on which health and metrics alone are answered.
 *
 * <p>Counted here as event loops learn of connections, apart from {@link ConnectionLimitingTransport}, which counts as
 * they are accepted: in a burst that counter is at its end before the loop sees the first of them.
 */
final class ConnectionLimits {

    private static final int RESERVED = 64;

    /** What one takes of the heap with a request under way, as measured in a heap that was full of them. */
    private static final int BYTES_EACH = 10 << 10;

    private final Connections limits;
    private final int max;
    private final AtomicInteger all;
    private final Map<HttpConnection, Use> uses = new HashMap<>();

    /** What a connection is being used for: a request, or, between requests, nothing. */
    private static final class Use {
        private final boolean isOverLimit;
        private @Nullable HttpServerRequest request;
        private long since;

        Use(boolean isOverLimit) {
            this.isOverLimit = isOverLimit;
            this.since = System.nanoTime();
        }

        void change(@Nullable HttpServerRequest next) {
            request = next;
            since = System.nanoTime();
        }
    }

    /** @param all the connections of all event loops */
    ConnectionLimits(Connections limits, AtomicInteger all) {
        this.limits = limits;
        this.max = allowed(limits.max(), Runtime.getRuntime().maxMemory());
        this.all = all;
    }

    /** No more than fit into a quarter of the heap: clients that give up come back by new ones before the old are gone. */
    static int allowed(int wanted, long heap) {
        return (int) Math.min(wanted, heap / 4 / BYTES_EACH);
    }

    /** How many are taken at all, those included on which only health and metrics are answered. */
    static int accepted(Connections limits) {
        return allowed(limits.max(), Runtime.getRuntime().maxMemory()) + RESERVED;
    }

    void opened(HttpConnection connection) {
        int count = all.incrementAndGet();
        connection.closeHandler(closed -> {
            all.decrementAndGet();
            uses.remove(connection);
        });
        uses.put(connection, new Use(count > max));
    }

    /** A request's head has come; false if it comes by a connection that is one too many. */
    boolean begin(HttpServerRequest request) {
        Use use = uses.get(request.connection());
        if (use == null) {
            return true;
        }
        use.change(request);
        return !use.isOverLimit;
    }

    /** The answer is whole. */
    void answered(HttpServerRequest request) {
        Use use = uses.get(request.connection());
        if (use != null) {
            use.change(null);
        }
    }

    /** To be called each second. */
    void cutIdleAndSlow() {
        long now = System.nanoTime();
        List<HttpConnection> cut = new ArrayList<>();
        uses.forEach((connection, use) -> {
            if (isOver(use, now - use.since)) {
                cut.add(connection);
            }
        });
        cut.forEach(connection -> {
            var unused = connection.close();
        });
    }

    private boolean isOver(Use use, long nanos) {
        if (use.request == null) {
            return nanos > limits.idle().toNanos();
        }
        return !use.request.isEnded() && nanos > limits.requestTimeout().toNanos();
    }
}
