package dev.oncemark.chaos;

import dev.oncemark.chaos.clients.Bulk;
import dev.oncemark.chaos.watch.Heartbeat;
import dev.oncemark.localstack.ManagedProcess;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;

/** Kills each app while the streams-app has much in its state, starts it again at once, and measures how long it takes. */
final class RecoveryScenario {

    private static final Duration WARM_UP = Duration.ofSeconds(15);
    private static final Duration ON_ITS_WAY = Duration.ofMillis(500);
    /** Ten of them are the session time-out. */
    private static final double STREAMS_SECONDS = 12;

    private static final double SINK_SECONDS = 10;
    private static final double API_SECONDS = 1;

    private final Stage stage;
    private final List<Incident> incidents = new ArrayList<>();
    private final List<Expectation> expectations = new ArrayList<>();

    RecoveryScenario(Stage stage) {
        this.stage = stage;
    }

    ChaosReport run(ChaosCommand options) {
        Bulk.request(stage.stack(), stage.platform(), options.completions());
        stage.watch().awaitResults(options.completions());
        stage.clients().start(options.rate(200), options.commands());
        Sleep.of(WARM_UP);
        Heartbeat results = stage.watch().results().results();
        restart("results after streams-app was killed", stage.stack().streamsApp(), results, false, STREAMS_SECONDS);
        restart(
                "rows after sink was killed and started again",
                stage.stack().sink(),
                stage.watch().rows().stored(),
                false,
                SINK_SECONDS);
        restart(
                "202 after ingest-api was ready again",
                stage.stack().ingestApi(),
                stage.clients().ledger().acknowledged(),
                true,
                API_SECONDS);
        return stage.end(incidents, expectations);
    }

    /** @param fromReady whether the time counts from when it is ready again, or from the kill */
    private void restart(String what, ManagedProcess part, Heartbeat heartbeat, boolean fromReady, double limit) {
        boolean hitWork = stage.watch().isWorkInFlight();
        stage.supervisor().leave(part);
        part.kill();
        part.launch();
        double seconds;
        if (fromReady) {
            stage.supervisor().awaitReady(part);
            seconds = Watch.secondsUntil(heartbeat, System.nanoTime());
        } else {
            // What was committed before the kill may still be on its way to whoever watches.
            Sleep.of(ON_ITS_WAY);
            seconds = ON_ITS_WAY.toMillis() / 1e3 + Watch.secondsUntil(heartbeat, System.nanoTime());
            stage.supervisor().awaitReady(part);
        }
        stage.supervisor().watch(part);
        incidents.add(Incident.alone(part.name() + " killed", hitWork, 0, seconds, seconds));
        expectations.add(new Expectation(what + ", seconds", seconds, limit));
        Sleep.of(WARM_UP);
    }
}
