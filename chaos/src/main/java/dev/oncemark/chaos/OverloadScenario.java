package dev.oncemark.chaos;

import dev.oncemark.chaos.clients.ClientLedger;
import dev.oncemark.localstack.WarmCapacity;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;

/**
 * Measures how many requests a second a stack with a bottleneck takes, and asks for three times as many: those that are
 * acknowledged are acknowledged soon, the others are told when to come again, and nothing grows without bound. What is due
 * while all clients wait for their answers is not asked for, and counted.
 */
final class OverloadScenario {

    private static final int BUSY_CLIENTS = 1_024;
    private static final int MOST_CLIENTS = 4_000;
    private static final int TIMES = 3;
    private static final Duration MEASURED = Duration.ofSeconds(10);
    private static final int LEAST_ROUNDS = 4;
    private static final int MOST_ROUNDS = 12;

    /** More, and it was not asked for three times as many. */
    private static final double UNMADE = 1;

    private static final double MILLIS = 2_000;
    /** Its heap, as much again outside of it, and what Java itself takes. */
    private static final double RESIDENT_MIB = 448;

    private final Stage stage;
    private final Bottleneck bottleneck;

    OverloadScenario(Stage stage, Bottleneck bottleneck) {
        this.stage = stage;
        this.bottleneck = bottleneck;
    }

    ChaosReport run(ChaosCommand options) {
        double resident = 0;
        boolean hitWork = false;
        int seconds = options.seconds(60);
        Runnable clearing = bottleneck.begin(stage.proxied());
        try {
            int capacity = (int) WarmCapacity.of(this::taken, LEAST_ROUNDS, MOST_ROUNDS);
            int rate = options.rate(TIMES * capacity);
            System.err.printf("%d requests a second are taken, %d are asked for%n", capacity, rate);
            stage.clients().ledger().clear();
            var flood = CompletableFuture.runAsync(
                    () -> stage.clients().flood(rate, MOST_CLIENTS, Duration.ofSeconds(seconds)),
                    task -> new Thread(task, "flood").start());
            while (!flood.isDone()) {
                Sleep.of(Duration.ofSeconds(1));
                hitWork |= stage.watch().isWorkInFlight();
                resident = Math.max(resident, Memory.residentMib(stage.stack().ingestApi()));
            }
            flood.join();
        } finally {
            clearing.run();
        }
        Incident overload = Incident.alone("overload", hitWork, seconds, 0, 0);
        return stage.end(List.of(overload), expectations(resident));
    }

    /** A second, in one round. */
    private double taken() {
        long before = stage.clients().ledger().acknowledged().count();
        stage.clients().saturate(BUSY_CLIENTS, MEASURED);
        return (double) (stage.clients().ledger().acknowledged().count() - before) / (double) MEASURED.toSeconds();
    }

    private List<Expectation> expectations(double resident) {
        ClientLedger answers = stage.clients().ledger();
        int ended = stage.supervisor()
                .restarts()
                .getOrDefault(stage.stack().ingestApi().name(), 0);
        long leftOut = stage.clients().leftOut();
        double unmade = 100.0 * leftOut / Math.max(1, leftOut + answers.count());
        List<Expectation> asked = bottleneck.answersAll()
                ? List.of(new Expectation("of 100 requests, not made", unmade, UNMADE))
                : List.of();
        List<Expectation> all = List.of(
                new Expectation(
                        "half of the 202s after, milliseconds", answers.stored().millis(50), MILLIS),
                new Expectation(
                        "99 % of the 202s after, milliseconds", answers.stored().millis(99), MILLIS),
                new Expectation("429 and 503 without Retry-After", answers.withoutRetryAfter(), 0),
                new Expectation("answers that are neither 2xx, 4xx nor 503", broken(answers.byStatus()), 0),
                new Expectation("times that ingest-api ended by itself", ended, 0),
                new Expectation("resident memory of ingest-api, MiB", resident, RESIDENT_MIB));
        return Stream.concat(asked.stream(), all.stream()).toList();
    }

    private static long broken(Map<Integer, Long> byStatus) {
        return byStatus.entrySet().stream()
                .filter(status -> status.getKey() == 0 || (status.getKey() >= 500 && status.getKey() != 503))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }
}
