package dev.oncemark.chaos;

import dev.oncemark.chaos.load.Answers;
import dev.oncemark.localstack.Part;
import dev.oncemark.localstack.Pauses;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/**
 * More requests than the API takes: those that are acknowledged are acknowledged soon, the others are told when to come again,
 * and nothing grows without bound.
 */
final class OverloadScenario {

    private static final double MILLIS = 2_000;
    private static final double RESIDENT_MIB = 512;

    private final Stage stage;

    OverloadScenario(Stage stage) {
        this.stage = stage;
    }

    ChaosReport run(Options options, long seed) {
        stage.load().start(options.rate(5_000));
        boolean hitWork = false;
        double resident = 0;
        for (int second = 0; second < options.seconds(60); second++) {
            Pauses.sleep(Duration.ofSeconds(1));
            hitWork |= stage.watch().isWorkInFlight();
            resident = Math.max(resident, residentMib(stage.stack().ingestApi()));
        }
        Answers answers = stage.load().answers();
        List<Expectation> expectations = List.of(
                new Expectation("99 % of the 202s after, milliseconds", answers.millisOf(0.99), MILLIS),
                new Expectation("429 and 503 without Retry-After", answers.withoutRetryAfter(), 0),
                new Expectation("answers that are neither 2xx, 4xx nor 503", broken(answers.byStatus()), 0),
                new Expectation("resident memory of ingest-api, MiB", resident, RESIDENT_MIB));
        Incident overload = Incident.alone("overload", hitWork, options.seconds(60), 0, 0);
        return stage.end(seed, List.of(overload), expectations);
    }

    private static long broken(Map<Integer, Long> byStatus) {
        return byStatus.entrySet().stream()
                .filter(status -> status.getKey() == 0 || (status.getKey() >= 500 && status.getKey() != 503))
                .mapToLong(Map.Entry::getValue)
                .sum();
    }

    /** As Linux says; 0 elsewhere. */
    private static double residentMib(Part part) {
        if (part.pid().isEmpty()) {
            return 0;
        }
        Path status = Path.of("/proc/" + part.pid().getAsLong() + "/status");
        try {
            return Files.readAllLines(status).stream()
                    .filter(line -> line.startsWith("VmRSS:"))
                    .mapToDouble(line -> Double.parseDouble(line.replaceAll("\\D", "")) / 1024)
                    .findFirst()
                    .orElse(0);
        } catch (IOException elsewhere) {
            return 0;
        }
    }
}
