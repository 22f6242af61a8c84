package dev.oncemark.chaos.clients;

import dev.oncemark.localstack.load.LoadEngine;
import dev.oncemark.localstack.load.LoadTarget;
import dev.oncemark.localstack.load.RetryPolicy;
import dev.oncemark.localstack.load.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;

/**
 * The clients of a run, whose answers all go into one ledger. Those that behave ask at a steady rate, and again under the same
 * key, as docs/clients.md has it, where they are told nothing or to come later; a tenth of them ask twice at once, another tenth
 * again much later. Those that flood ask once, without a key.
 */
public final class Clients implements AutoCloseable {

    private static final int BEHAVING = 2_000;
    private static final RetryPolicy RETRIES = new RetryPolicy(6, Duration.ofSeconds(1));
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration FLOOD_TIMEOUT = Duration.ofSeconds(10);

    /** One that could not be sent for so long is not sent: then the clients are what is short. */
    private static final Duration MAX_LATE = Duration.ofMillis(100);

    private final LoadTarget target;
    private final PlannedCompletions requests;
    private final PlannedCompletions floodRequests;
    private final Random random;
    private final ClientLedger ledger;
    private final LoadEngine<PlannedCompletion> behaving;
    private long leftOutOfFloods;

    /** @param journal a file, which is written anew */
    public Clients(String api, String token, Path journal, Platform platform, long seed) {
        this.target = LoadTarget.of(api, token, FLOOD_TIMEOUT);
        this.random = new Random(seed);
        this.requests = new PlannedCompletions(platform, new Random(seed + 1), "k" + Long.toHexString(seed));
        this.floodRequests = new PlannedCompletions(platform, new Random(seed + 2), "");
        this.ledger = new ClientLedger(journal);
        this.behaving = new LoadEngine<>(LoadTarget.of(api, token, TIMEOUT), BEHAVING, RETRIES, ledger::add);
    }

    /** Begins to ask, so often a second, until it is closed. */
    public void start(int rate) {
        Thread thread = new Thread(() -> behaving.pace(Schedule.endless(rate, MAX_LATE), this::next), "clients");
        thread.setDaemon(true);
        thread.start();
    }

    private PlannedCompletion next() {
        PlannedCompletion request = requests.next();
        int kind = random.nextInt(20);
        if (kind < 4) {
            long later = kind < 2 ? 0 : TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(15_000));
            behaving.send(request, System.nanoTime() + later);
        }
        return request;
    }

    /** So many clients ask as fast as they are answered, for so long. */
    public void saturate(int clients, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (LoadEngine<PlannedCompletion> engine = flood(clients)) {
            engine.saturate(() -> System.nanoTime() - end < 0 ? floodRequests.nextPlain() : null);
        }
    }

    /** So many requests a second are sent for so long, by so many clients at most, whether or not they are answered. */
    public void flood(int rate, int clients, Duration time) {
        try (LoadEngine<PlannedCompletion> engine = flood(clients)) {
            engine.pace(Schedule.lasting(time, rate, MAX_LATE), floodRequests::nextPlain);
            engine.awaitAnswers();
            leftOutOfFloods += engine.leftOut();
        }
    }

    private LoadEngine<PlannedCompletion> flood(int clients) {
        return new LoadEngine<>(target, clients, RetryPolicy.NONE, ledger::add);
    }

    public ClientLedger ledger() {
        return ledger;
    }

    /** Requests that were not made, since all clients were waiting for their answers. */
    public long leftOut() {
        return leftOutOfFloods + behaving.leftOut();
    }

    /** Requests of those that behave that have no answer yet. */
    public int inFlight() {
        return behaving.inFlight();
    }

    /** Asks no more, waits for the answers, and ends the journal. */
    @Override
    public void close() {
        behaving.close();
        ledger.close();
    }
}
