package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.bench.streams.Contestant;
import dev.oncemark.bench.streams.Workload;
import dev.oncemark.cli.Range;
import dev.oncemark.cli.WrongCallException;
import dev.oncemark.localstack.WarmCapacity;
import java.nio.file.Path;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/**
 * Times from the intended send time, in an open loop: to the 202, to the verdict that a reader of committed records gets, to
 * the row. Beside it the verdict of Flink jobs on the same broker, whose requests need not come by HTTP.
 */
@Command(
        name = "latency",
        description =
                "From the intended time of a POST to its 202, verdict and row, in an open loop; and Flink's verdicts.")
public final class LatencySuite extends Suite {

    private static final List<Contestant> FLINK = List.of(Contestant.FLINK_100, Contestant.FLINK_1000);

    /** No machine that this is made for does more a second. */
    private static final int MOST = 12_000;

    /** A stop of the whole machine for most of a second is none of a rate's doing. */
    private static final int ATTEMPTS = 3;

    private static final int LOOKS = 5;
    private static final int LEAST_LOOKS = 3;

    @Option(names = "--rates", paramLabel = "N", split = ",", description = "Requests a second.")
    @Range(min = 1, max = MOST)
    private List<Integer> rates = List.of(500, 2000);

    @Option(names = "--part", paramLabel = "PERCENT", description = "Of the capacity, measured first: one more rate.")
    @Range(min = 1, max = 99)
    private int part = 80;

    @Option(names = "--seconds", paramLabel = "SECONDS", description = "How long each rate is measured each round.")
    @Range(min = 1, max = 86_400)
    private int seconds = 10;

    @Option(
            names = "--warm-seconds",
            paramLabel = "SECONDS",
            description = "Kept up before; before all, up to ten times.")
    @Range(min = 1, max = 86_400)
    private int warmSeconds = 3;

    public LatencySuite() {
        super(5);
    }

    @Override
    public Figures measure(Path directory) {
        Workload workload = workload();
        Figures figures = new Figures();
        try (WholeStack stack = WholeStack.start(directory.resolve("whole"), workload);
                OncemarkWay way = new OncemarkWay(stack, workload)) {
            Map<String, Integer> named = named(way);
            for (int round = 1; round <= rounds; round++) {
                named.forEach((name, rate) -> oncemark(way, name, rate, figures));
                for (Contestant flink : FLINK) {
                    String group = "%s-%d".formatted(flink.name().toLowerCase(Locale.ROOT), round);
                    try (FlinkWay job = new FlinkWay(flink, stack.broker(), workload, group, directory)) {
                        named.forEach((name, rate) -> {
                            RatedRun run = run(job.next(), rate);
                            report(flink.title + ", " + name, run, job.run(run), figures);
                        });
                    }
                }
            }
        }
        return figures;
    }

    /** As many as could be sent. */
    private Workload workload() {
        long most = rates.stream().mapToLong(Integer::longValue).sum() + MOST;
        long requests = most * (seconds + 10L * warmSeconds) * (rounds + 1);
        if (requests > Workload.MOST) {
            throw new WrongCallException(
                    "--rates, --seconds, --warm-seconds and --rounds make %,d requests: at most %,d"
                            .formatted(requests, Workload.MOST));
        }
        return new Workload((int) requests, 0);
    }

    /** Each rate by the name that it is shown under. */
    private Map<String, Integer> named(OncemarkWay way) {
        double capacity = WarmCapacity.of(() -> way.capacity(2 * warmSeconds), LEAST_LOOKS, LOOKS);
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int rate : rates) {
            named.put("%,d/s".formatted(rate), rate);
        }
        int most = (int) Math.min(MOST, capacity * part / 100);
        named.put(part + " % of capacity", most);
        say("capacity %,.0f/s, of which %d %% are %,d/s".formatted(capacity, part, most));
        return named;
    }

    private void oncemark(OncemarkWay way, String name, int rate, Figures figures) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            RatedRun run = run(way.next(), rate);
            Meter.Reading cost = way.run(run);
            if (way.refused() == 0) {
                report("Oncemark, " + name, run, cost, figures);
                return;
            }
            say("%s: %d requests were not answered 202".formatted(name, way.refused()));
        }
        throw new IllegalStateException("%s: some were not answered 202, %d times".formatted(name, ATTEMPTS));
    }

    private RatedRun run(int next, int rate) {
        return RatedRun.of(next, rate, warmSeconds, seconds);
    }

    private static void report(String title, RatedRun run, Meter.Reading cost, Figures figures) {
        String verdict = title + ", to the verdict";
        run.addTo(figures, title);
        cost.addCpuTo(figures, verdict, "completion", (double) run.schedule().count());
        figures.add(verdict, "rate/s", run.schedule().rate());
        figures.sayLatest(verdict);
    }
}
