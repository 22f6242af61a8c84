package dev.oncemark.chaos;

import dev.oncemark.chaos.clients.Platform;
import dev.oncemark.chaos.faults.Breaker;
import dev.oncemark.chaos.faults.Fault;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Faults of every kind, in random order, under load, while the catalog changes. */
final class FaultsScenario {

    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(3);

    private FaultsScenario() {}

    static ChaosReport run(Stage stage, ChaosCommand options) {
        long seed = options.seed();
        stage.clients().start(options.rate(100), options.commands());
        Thread changes = changes(stage.platform(), new Random(seed + 3));
        Breaker breaker = new Breaker(stage.proxied(), stage.supervisor(), stage.platform());
        List<Fault> faults = options.faults().stream()
                .filter(fault -> fault.isPossible(stage.proxied()))
                .toList();
        List<Incident> incidents = new RandomFaults(faults, breaker, new Random(seed + 2), stage.watch())
                .run(Duration.ofSeconds(options.seconds(180)));
        changes.interrupt();
        long lasting = incidents.stream()
                .filter(incident -> incident.recovery() > Watch.LONGEST_RECOVERY.toSeconds())
                .count();
        return stage.end(incidents, List.of(new Expectation("faults not over after 90 seconds", lasting, 0)));
    }

    private static Thread changes(Platform platform, Random random) {
        Thread thread = new Thread(
                () -> {
                    while (!Thread.currentThread().isInterrupted()) {
                        try {
                            Thread.sleep(BETWEEN_CHANGES.toMillis());
                            platform.change(random);
                        } catch (InterruptedException over) {
                            Thread.currentThread().interrupt();
                        } catch (SQLException away) {
                            // A platform whose database is away changes nothing.
                        }
                    }
                },
                "changes");
        thread.setDaemon(true);
        thread.start();
        return thread;
    }
}
