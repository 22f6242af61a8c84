package dev.oncemark.chaos.clients;

import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.localstack.load.LoadEngine;
import dev.oncemark.localstack.load.LoadTarget;
import dev.oncemark.localstack.load.RetryPolicy;
import dev.oncemark.localstack.load.Schedule;
import java.nio.file.Path;
import java.time.Duration;
import java.util.Random;
import java.util.concurrent.TimeUnit;
import java.util.function.Supplier;

/**
 * The clients of a run, whose answers all go into one ledger. Those that behave ask at a steady rate, and again under the same
 * key, as docs/clients.md has it, where they are told nothing or to come later; a tenth of them ask twice at once, another tenth
 * again much later. So do administrators, who take back, waive and reset what the others complete. Those that flood ask once,
 * without a key.
 */
public final class Clients implements AutoCloseable {

    private static final int BEHAVING = 2_000;
    private static final RetryPolicy RETRIES = new RetryPolicy(6, Duration.ofSeconds(1));
    private static final Duration TIMEOUT = Duration.ofSeconds(4);
    private static final Duration FLOOD_TIMEOUT = Duration.ofSeconds(10);

    /** One that could not be sent for so long is not sent: then the clients are what is short. */
    private static final Duration MAX_LATE = Duration.ofMillis(100);

    private final LoadTarget target;
    private final PlannedCompletions completions;
    private final PlannedCommands commands;
    private final PlannedCompletions floodRequests;
    private final ClientLedger ledger;
    private final LoadEngine<ChaosRequest> behaving;
    private final LoadEngine<ChaosRequest> administrators;
    private final long seed;
    private long leftOutOfFloods;

    /** @param journal a file, which is written anew */
    public Clients(String api, DevelopmentTokens tokens, Path journal, Platform platform, long seed) {
        this.target = LoadTarget.of(api, tokens.service(), FLOOD_TIMEOUT);
        this.seed = seed;
        String run = Long.toHexString(seed);
        Knowledge knowledge = new Knowledge();
        this.completions = new PlannedCompletions(platform, knowledge, new Random(seed + 1), "k" + run);
        this.commands = new PlannedCommands(platform, knowledge, new Random(seed + 4), "c" + run);
        this.floodRequests = new PlannedCompletions(platform, knowledge, new Random(seed + 2), "");
        this.ledger = new ClientLedger(journal, knowledge);
        this.behaving = behaving(LoadTarget.of(api, tokens.service(), TIMEOUT));
        this.administrators = behaving(LoadTarget.of(api, tokens.administrator(), TIMEOUT));
    }

    private LoadEngine<ChaosRequest> behaving(LoadTarget of) {
        return new LoadEngine<>(of, BEHAVING, RETRIES, ledger::add);
    }

    /**
     * Begins to ask, so often a second, until it is closed.
     *
     * @param commands how many of a hundred requests are commands
     */
    public void start(int rate, int commands) {
        int ofCommands = (int) Math.ceil(rate * commands / 100.0);
        start("clients", behaving, rate - ofCommands, completions::next);
        start("administrators", administrators, ofCommands, this.commands::next);
    }

    private void start(String name, LoadEngine<ChaosRequest> engine, int rate, Supplier<ChaosRequest> requests) {
        if (rate == 0) {
            return;
        }
        Random random = new Random(seed);
        Thread thread = new Thread(
                () -> engine.pace(Schedule.endless(rate, MAX_LATE), () -> perhapsTwice(engine, requests.get(), random)),
                name);
        thread.setDaemon(true);
        thread.start();
    }

    private static ChaosRequest perhapsTwice(LoadEngine<ChaosRequest> engine, ChaosRequest request, Random random) {
        int kind = random.nextInt(20);
        if (kind < 4) {
            long later = kind < 2 ? 0 : TimeUnit.MILLISECONDS.toNanos(500 + random.nextInt(15_000));
            engine.send(request, System.nanoTime() + later);
        }
        return request;
    }

    /** So many clients ask as fast as they are answered, for so long. */
    public void saturate(int clients, Duration time) {
        long end = System.nanoTime() + time.toNanos();
        try (LoadEngine<ChaosRequest> engine = flood(clients)) {
            engine.saturate(() -> System.nanoTime() - end < 0 ? floodRequests.nextWithoutKey() : null);
        }
    }

    /** So many requests a second are sent for so long, by so many clients at most, whether or not they are answered. */
    public void flood(int rate, int clients, Duration time) {
        try (LoadEngine<ChaosRequest> engine = flood(clients)) {
            engine.pace(Schedule.lasting(time, rate, MAX_LATE), floodRequests::nextWithoutKey);
            engine.awaitAnswers();
            leftOutOfFloods += engine.leftOut();
        }
    }

    private LoadEngine<ChaosRequest> flood(int clients) {
        return new LoadEngine<>(target, clients, RetryPolicy.NONE, ledger::add);
    }

    public ClientLedger ledger() {
        return ledger;
    }

    /** Requests that were not made, since all clients were waiting for their answers. */
    public long leftOut() {
        return leftOutOfFloods + behaving.leftOut() + administrators.leftOut();
    }

    /** Requests of those that behave that have no answer yet. */
    public int inFlight() {
        return behaving.inFlight() + administrators.inFlight();
    }

    /** Asks no more, waits for the answers, and ends the journal. */
    @Override
    public void close() {
        behaving.close();
        administrators.close();
        ledger.close();
    }
}
