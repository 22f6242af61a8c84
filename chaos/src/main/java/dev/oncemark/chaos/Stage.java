package dev.oncemark.chaos;

import dev.oncemark.chaos.clients.Clients;
import dev.oncemark.chaos.clients.Platform;
import dev.oncemark.chaos.installation.ProxiedStack;
import dev.oncemark.chaos.installation.Supervisor;
import dev.oncemark.chaos.watch.ResultWatch;
import dev.oncemark.chaos.watch.StoredRows;
import dev.oncemark.localstack.Stack;
import dev.oncemark.localstack.process.Sleep;
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

    private final ProxiedStack proxied;
    private final long seed;
    private final Path journal;
    private final Platform platform;
    private final Clients clients;
    private final Supervisor supervisor;
    private final Watch watch;

    Stage(ProxiedStack proxied, int enrollments, long seed) throws SQLException {
        this.proxied = proxied;
        this.seed = seed;
        Stack stack = proxied.stack();
        this.platform = new Platform(stack.postgres(), COURSES);
        platform.fill(enrollments);
        this.journal = proxied.home().resolve("journal.jsonl");
        this.clients = new Clients(stack.ingestApi().url(), stack.tokens(), journal, platform, seed);
        this.supervisor = new Supervisor(stack.parts());
        this.watch = new Watch(
                clients, new ResultWatch(stack.broker().bootstrapServers()), new StoredRows(stack.postgres()));
        watch.awaitResults(Platform.imported(enrollments));
        supervisor.start();
    }

    ProxiedStack proxied() {
        return proxied;
    }

    long seed() {
        return seed;
    }

    Stack stack() {
        return proxied.stack();
    }

    Platform platform() {
        return platform;
    }

    Clients clients() {
        return clients;
    }

    Supervisor supervisor() {
        return supervisor;
    }

    Watch watch() {
        return watch;
    }

    /** Lets everything come to rest, and has it verified. */
    ChaosReport end(List<Incident> incidents, List<Expectation> expectations) {
        supervisor.awaitAll();
        watch.results().results().pause();
        clients.close();
        Sleep.of(PARKED);
        Findings findings = new FinalVerification(stack(), proxied.home(), journal).await();
        List<Expectation> all = new ArrayList<>(expectations);
        all.add(new Expectation("parts not ready after 90 seconds", supervisor.late(), 0));
        return new ChaosReport(this, incidents, all, findings);
    }

    @Override
    public void close() {
        supervisor.close();
        watch.close();
    }
}
