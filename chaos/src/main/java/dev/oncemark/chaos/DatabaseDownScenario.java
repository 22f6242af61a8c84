package dev.oncemark.chaos;

import dev.oncemark.localstack.Part;
import dev.oncemark.localstack.Pauses;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** PostgreSQL is away for minutes: no request fails, and afterwards every row appears. */
final class DatabaseDownScenario {

    private static final Duration WARM_UP = Duration.ofSeconds(10);

    private final Stage stage;

    DatabaseDownScenario(Stage stage) {
        this.stage = stage;
    }

    ChaosReport run(Options options, long seed) {
        stage.load().start(options.rate(100));
        Pauses.sleep(WARM_UP);
        Part postgres = stage.stack().postgres();
        long failedBefore = failed();
        boolean hitWork = stage.watch().isWorkInFlight();
        stage.supervisor().leave(postgres);
        postgres.stop();
        Pauses.sleep(Duration.ofSeconds(options.seconds(300)));
        double failed = failed() - failedBefore;
        long start = System.nanoTime();
        postgres.start();
        stage.supervisor().watch(postgres);
        double recovery = Watch.secondsUntil(stage.watch().rows().stored(), start);
        double away = options.seconds(300);
        List<Incident> incidents =
                List.of(Incident.alone("postgres stopped", hitWork, away, away + recovery, recovery));
        return stage.end(
                seed, incidents, List.of(new Expectation("requests that failed while PostgreSQL was away", failed, 0)));
    }

    private long failed() {
        return stage.load().answers().byStatus().entrySet().stream()
                .filter(status -> status.getKey() == 0 || status.getKey() >= 500)
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
