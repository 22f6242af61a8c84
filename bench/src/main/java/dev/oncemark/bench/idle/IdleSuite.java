package dev.oncemark.bench.idle;

import dev.oncemark.bench.Arguments;
import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Option;
import dev.oncemark.bench.Suite;
import dev.oncemark.localstack.Pauses;
import java.io.IOException;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** The whole stack from {@code ./oncemark up} on, with nobody who asks anything of it. */
public final class IdleSuite implements Suite {

    private static final String SETTLE = "--settle";
    private static final String SECONDS = "--seconds";

    @Override
    public String name() {
        return "idle";
    }

    @Override
    public String help() {
        return "the whole stack: seconds until it is ready; CPU and memory of each part while nothing happens";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("--rounds", 3, "how often each is measured"),
                Option.number(SETTLE, 60, "seconds between ready and the measurement"),
                Option.number(SECONDS, 60, "seconds that are measured"));
    }

    @Override
    public Figures run(Bench bench) throws IOException {
        Arguments arguments = bench.arguments();
        Figures figures = new Figures();
        for (int round = 1; round <= arguments.rounds(); round++) {
            Path data = bench.directory().resolve("stack-" + round);
            Path log = bench.directory().resolve("up-" + round);
            try (RunningStack stack = RunningStack.start(data, Path.of(log + "-fresh.log"))) {
                figures.add("./oncemark up, no data", "until it is ready, s", stack.readySeconds());
                Pauses.sleep(Duration.ofSeconds(arguments.number(SETTLE)));
                measure(stack, figures, arguments.number(SECONDS));
            }
            try (RunningStack stack = RunningStack.start(data, Path.of(log + "-kept.log"))) {
                figures.add("./oncemark up, again", "until it is ready, s", stack.readySeconds());
            }
            bench.say("round %d: %s; all parts: %s"
                    .formatted(round, figures.last("./oncemark up, no data"), figures.last("all")));
        }
        return figures;
    }

    private static void measure(RunningStack stack, Figures figures, int seconds) {
        Map<String, Long> before = stack.cpuMicros();
        long start = System.nanoTime();
        Pauses.sleep(Duration.ofSeconds(seconds));
        double passed = (double) (System.nanoTime() - start) / 1e9;
        Map<String, Long> after = stack.cpuMicros();
        Map<String, Long> memory = stack.pssMiB();
        double cpu = 0;
        double mebibytes = 0;
        for (String part : after.keySet()) {
            double millis = (double) (after.get(part) - before.getOrDefault(part, 0L)) / 1_000 / passed;
            figures.add(part, "CPU ms/s", millis);
            figures.add(part, "PSS MiB", (double) memory.getOrDefault(part, 0L));
            cpu += millis;
            mebibytes += (double) memory.getOrDefault(part, 0L);
        }
        figures.add("all", "CPU ms/s", cpu);
        figures.add("all", "PSS MiB", mebibytes);
    }
}
