package dev.oncemark.ingest.server;

import dev.oncemark.ingest.access.KeyStatus;
import dev.oncemark.ingest.settings.ClientSettings;
import dev.oncemark.runtime.Health;
import io.vertx.core.Future;
import java.util.LinkedHashMap;
import java.util.Map;
import java.util.function.BooleanSupplier;
import java.util.function.Supplier;

/**
 * Whether requests can be stored and verdicts be read: the broker answers, the latest results are loaded, and there are
 * keys to check tokens with. An issuer that is away makes nobody unready who has keys of it, or of another one.
 */
public final class Readiness implements AutoCloseable {

    private final BrokerCheck broker;
    private final BooleanSupplier resultsLoaded;
    private final Supplier<Map<String, KeyStatus>> keys;
    private volatile boolean stopping;

    /** @param keys of each issuer of tokens; empty where no tokens are asked for */
    public Readiness(ClientSettings clients, BooleanSupplier resultsLoaded, Supplier<Map<String, KeyStatus>> keys) {
        this.broker = new BrokerCheck(clients);
        this.resultsLoaded = resultsLoaded;
        this.keys = keys;
    }

    /** Never fails. */
    Future<Health> check() {
        return broker.isReachable().map(this::health);
    }

    private Health health(boolean brokerReachable) {
        boolean areResultsLoaded = resultsLoaded.getAsBoolean();
        boolean isStopping = stopping;
        Map<String, KeyStatus> issuers = keys.get();
        boolean canCheckTokens = issuers.isEmpty() || issuers.values().stream().anyMatch(KeyStatus::areUsable);
        Map<String, Object> details = new LinkedHashMap<>();
        details.put("brokerReachable", brokerReachable);
        details.put("resultsLoaded", areResultsLoaded);
        details.put("stopping", isStopping);
        if (!issuers.isEmpty()) {
            details.put("keys", issuers);
        }
        return new Health(brokerReachable && areResultsLoaded && canCheckTokens && !isStopping, details);
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
