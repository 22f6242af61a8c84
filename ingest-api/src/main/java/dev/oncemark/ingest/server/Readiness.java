package dev.oncemark.ingest.server;

import dev.oncemark.ingest.settings.ClientSettings;
import dev.oncemark.runtime.Health;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;

/** Whether requests can be stored and verdicts be read: the broker answers, and the latest results are loaded. */
public final class Readiness implements AutoCloseable {

    private final BrokerCheck broker;
    private final BooleanSupplier resultsLoaded;
    private volatile boolean stopping;

    public Readiness(ClientSettings clients, BooleanSupplier resultsLoaded) {
        this.broker = new BrokerCheck(clients);
        this.resultsLoaded = resultsLoaded;
    }

    /** Never fails. */
    Future<Health> check() {
        return broker.isReachable().map(reachable -> health(reachable, resultsLoaded.getAsBoolean(), stopping));
    }

    private static Health health(boolean brokerReachable, boolean resultsLoaded, boolean stopping) {
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("brokerReachable", brokerReachable);
        details.put("resultsLoaded", resultsLoaded);
        details.put("stopping", stopping);
        return new Health(brokerReachable && resultsLoaded && !stopping, details);
    }

    /** From now on nothing new should be sent here. */
    public void stop() {
        stopping = true;
    }

    @Override
    public void close() {
        broker.close();
    }
}
