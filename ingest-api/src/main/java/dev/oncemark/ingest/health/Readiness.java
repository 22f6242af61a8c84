package dev.oncemark.ingest.health;

import com.fasterxml.jackson.annotation.JsonIgnore;
import io.vertx.core.Future;
import java.util.function.BooleanSupplier;

/** Whether requests can be stored and verdicts be read: the broker answers, and the latest results are loaded. */
public final class Readiness {

    private final BrokerCheck broker;
    private final BooleanSupplier resultsLoaded;
    private volatile boolean stopping;

    public Readiness(BrokerCheck broker, BooleanSupplier resultsLoaded) {
        this.broker = broker;
        this.resultsLoaded = resultsLoaded;
    }

    /** As it is told: {@code UP} or {@code DOWN}, and what it follows from. */
    public record Found(String status, boolean brokerReachable, boolean resultsLoaded, boolean stopping) {
        @JsonIgnore
        public boolean isReady() {
            return status.equals("UP");
        }
    }

    /** Never fails. */
    public Future<Found> check() {
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
}
