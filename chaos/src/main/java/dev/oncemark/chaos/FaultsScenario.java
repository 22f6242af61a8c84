package dev.oncemark.chaos;

import dev.oncemark.chaos.faults.AllFaults;
import dev.oncemark.chaos.load.Load;
import dev.oncemark.chaos.load.Platform;
import dev.oncemark.chaos.watch.StoredRows;
import dev.oncemark.chaos.watch.Tailer;
import dev.oncemark.localstack.Pauses;
import dev.oncemark.localstack.Stack;
import dev.oncemark.verify.check.Findings;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Random;

/** Faults of every kind, in random order, under load. */
final class FaultsScenario {

    /** Requests that wait for a row do so for ten seconds at most. */
    private static final Duration PARKED = Duration.ofSeconds(11);

    private static final Duration BETWEEN_CHANGES = Duration.ofSeconds(3);
    private static final int COURSES = 10;

    private final Target target;
    private final Options options;
    private final long seed;

    FaultsScenario(Target target, Options options, long seed) {
        this.target = target;
        this.options = options;
        this.seed = seed;
    }

    ChaosReport run() throws SQLException {
        Stack stack = target.stack();
        Platform platform = new Platform(stack.postgres(), COURSES);
        platform.fill(options.enrollments());
        Path journal = target.home().resolve("journal.jsonl");
        Load load =
                new Load(new Load.Target(stack.ingestApi().url(), stack.tokens().service(), journal), platform, seed);
        Supervisor supervisor = new Supervisor(stack.parts());
        Watch watch = new Watch(load, new Tailer(stack.broker().bootstrapServers()), new StoredRows(stack.postgres()));
        try (supervisor;
                watch) {
            load.start(options.rate(100));
            supervisor.start();
            Thread changes = changes(platform, new Random(seed + 3));
            AllFaults faults = new AllFaults(target, supervisor);
            List<Incident> incidents =
                    new RandomFaults(faults, new Random(seed + 2), watch).run(Duration.ofSeconds(options.seconds(180)));
            changes.interrupt();
            supervisor.awaitAll(Duration.ofSeconds(90));
            watch.tailer().results().pause();
            load.close();
            Pauses.sleep(PARKED);
            Findings findings = new Settled(stack, target.home(), journal).await();
            return ChaosReport.of(
                    seed, incidents, watch, supervisor, findings, target.disk().isThere());
        }
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
