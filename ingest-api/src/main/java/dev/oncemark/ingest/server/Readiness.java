package dev.oncemark.ingest.server;

import com.fasterxml.jackson.annotation.JsonIgnore;
import dev.oncemark.ingest.settings.ClientSettings;
import io.vertx.core.Future;
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

    /** The answer's body: {@code UP} or {@code DOWN}, and what that follows from. */
    record Found(String status, boolean brokerReachable, boolean resultsLoaded, boolean stopping) {
        @JsonIgnore
        boolean isReady() {
            return status.equals("UP");
        }
    }

    /** Never fails. */
    Future<Found> check() {
        return broker.isReachable().map(reachable -> {
            boolean loaded = resultsLoaded.getAsBoolean();
            String status = reachable && loaded && !stopping ? "UP" : "DOWN";
            return new Found(status, reachable, loaded, stopping);
        });
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
