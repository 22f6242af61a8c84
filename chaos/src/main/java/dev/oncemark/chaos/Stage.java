package dev.oncemark.chaos;

import dev.oncemark.chaos.load.Flood;
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
import java.util.ArrayList;
import java.util.List;

/** What every scenario has: a platform with learners, clients with a journal, watchers, and a verification at the end. */
final class Stage implements AutoCloseable {

    /** Requests that wait for a row do so for ten seconds at most. */
    private static final Duration PARKED = Duration.ofSeconds(11);

    private static final int COURSES = 10;

    private final Target target;
    private final Path journal;
    private final Platform platform;
    private final Load load;
    private final Flood flood;
    private final Supervisor supervisor;
    private final Watch watch;

    Stage(Target target, int enrollments, long seed) throws SQLException {
        this.target = target;
        Stack stack = target.stack();
        this.platform = new Platform(stack.postgres(), COURSES);
        platform.fill(enrollments);
        this.journal = target.home().resolve("journal.jsonl");
        var api = new Load.Target(stack.ingestApi().url(), stack.tokens().service(), journal);
        this.load = new Load(api, platform, seed);
        this.flood = new Flood(api, platform, seed);
        this.supervisor = new Supervisor(stack.parts());
        this.watch = new Watch(load, new Tailer(stack.broker().bootstrapServers()), new StoredRows(stack.postgres()));
        watch.awaitResults(Platform.imported(enrollments));
        supervisor.start();
    }

    Target target() {
        return target;
    }

    Stack stack() {
        return target.stack();
    }

    Platform platform() {
        return platform;
    }

    Load load() {
        return load;
    }

    /** Keeps its journal and its counts together with the load's. */
    Flood flood() {
        return flood;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    Watch watch() {
        return watch;
    }

    /** Lets everything come to rest, and has it verified. */
    ChaosReport end(long seed, List<Incident> incidents, List<Expectation> expectations) {
        supervisor.awaitAll();
        watch.tailer().results().pause();
        load.close();
        Pauses.sleep(PARKED);
        Findings findings = new Settled(stack(), target.home(), journal).await();
        List<Expectation> all = new ArrayList<>(expectations);
        all.add(new Expectation("parts not ready after 90 seconds", supervisor.late(), 0));
        return ChaosReport.of(seed, this, incidents, all, findings);
    }

    @Override
    public void close() {
        supervisor.close();
        watch.close();
    }
}
