package dev.oncemark.ingest.server;

import dev.oncemark.ingest.settings.ClientSettings;
import io.vertx.core.Context;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.DescribeClusterOptions;

/** Asks whether the broker answers. Asked often, it answers what it found a moment ago. */
final class BrokerCheck implements AutoCloseable {

    private static final long FRESH_NANOS = Duration.ofSeconds(1).toNanos();
    private static final int TIMEOUT_MILLIS = 1_000;

    private final Admin admin;
    private Future<Boolean> latest = Future.succeededFuture(false);
    private long askedAt = System.nanoTime() - FRESH_NANOS;

    BrokerCheck(ClientSettings clients) {
        this.admin = Admin.create(clients.admin());
    }

    /** Never fails. */
    synchronized Future<Boolean> isReachable() {
        if (latest.isComplete() && System.nanoTime() - askedAt >= FRESH_NANOS) {
            askedAt = System.nanoTime();
            latest = ask();
        }
        return latest;
    }

    private Future<Boolean> ask() {
        Context context = Vertx.currentContext();
        Promise<Boolean> answer = Promise.promise();
        var options = new DescribeClusterOptions().timeoutMs(TIMEOUT_MILLIS);
        var unused = admin.describeCluster(options)
                .clusterId()
                .whenComplete((id, failure) -> context.runOnContext(now -> answer.complete(failure == null)));
        return answer.future();
    }

    @Override
    public void close() {
        admin.close(Duration.ofSeconds(1));
    }
}
