package dev.oncemark.ingest.http;

import dev.oncemark.ingest.IngestSettings.Connections;
import io.vertx.core.http.HttpConnection;
import io.vertx.core.http.HttpServerRequest;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.atomic.AtomicInteger;
import org.jspecify.annotations.Nullable;

/**
 * The connections of one event loop: how many there are of all, and how long each may be without a use. Senders so
 * slow that their request is not whole in time are cut, by a look at all connections each second instead of a timer
 * for each. Over the bound a few connections more are taken, and health and metrics alone are answered on them.
 */
public final class ConnectionLimits {

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
        this.max = most(limits.max(), Runtime.getRuntime().maxMemory());
        this.all = all;
    }

    /** No more than fit into a quarter of the heap: clients that give up come back by new ones before the old are gone. */
    static int most(int wanted, long heap) {
        return (int) Math.min(wanted, heap / 4 / BYTES_EACH);
    }

    /** How many are taken at all, those included on which only health and metrics are answered. */
    public static int mostAccepted(Connections limits) {
        return most(limits.max(), Runtime.getRuntime().maxMemory()) + RESERVED;
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
        return !use.request.isEnded() && nanos > limits.slow().toNanos();
    }
}
