package dev.oncemark.chaos;

import dev.oncemark.localstack.ManagedProcess;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** PostgreSQL is away for minutes: no request fails, and afterwards every row appears. */
final class DatabaseDownScenario {

    private static final Duration WARM = Duration.ofSeconds(10);
    private static final int MOST_LOOKS = 12;

    private final Stage stage;

    DatabaseDownScenario(Stage stage) {
        this.stage = stage;
    }

    ChaosReport run(ChaosCommand options) {
        stage.clients().start(options.rate(100), options.commands());
        warmUp();
        ManagedProcess postgres = stage.stack().postgres();
        long failedBefore = failed();
        boolean hitWork = stage.watch().isWorkInFlight();
        stage.supervisor().leave(postgres);
        postgres.stop();
        Sleep.of(Duration.ofSeconds(options.seconds(300)));
        double failed = failed() - failedBefore;
        long start = System.nanoTime();
        postgres.start();
        stage.supervisor().watch(postgres);
        double recovery = Watch.secondsUntil(stage.watch().rows().stored(), start);
        double away = options.seconds(300);
        List<Incident> incidents =
                List.of(Incident.alone("postgres stopped", hitWork, away, away + recovery, recovery));
        return stage.end(
                incidents, List.of(new Expectation("requests that failed while PostgreSQL was away", failed, 0)));
    }

    /** Until nothing has failed for a while: what fails while everything starts is not PostgreSQL's. */
    private void warmUp() {
        for (int look = 0; look < MOST_LOOKS; look++) {
            long before = failed();
            Sleep.of(WARM);
            if (failed() == before) {
                return;
            }
        }
    }

    private long failed() {
        return stage.clients().ledger().byStatus().entrySet().stream()
                .filter(status -> status.getKey() == 0 || status.getKey() >= 500)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
