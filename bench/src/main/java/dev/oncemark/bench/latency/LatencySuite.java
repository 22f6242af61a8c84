package dev.oncemark.bench.latency;

import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Meter;
import dev.oncemark.bench.Option;
import dev.oncemark.bench.Suite;
import dev.oncemark.bench.load.Oncemark;
import dev.oncemark.bench.streams.Contestant;
import dev.oncemark.bench.streams.Input;
import dev.oncemark.localstack.WarmCapacity;
import java.util.Arrays;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Locale;
import java.util.Map;

/**
 * Times from the intended send time, in an open loop: to the 202, to the verdict that a reader of committed records gets, to
 * the row. Beside it the verdict of Flink jobs on the same broker, whose requests need not come by HTTP.
 */
public final class LatencySuite implements Suite {

    private static final String RATES = "--rates";
    private static final String PART = "--part";
    private static final String SECONDS = "--seconds";
    private static final String WARM_SECONDS = "--warm-seconds";
    private static final List<Contestant> FLINK = List.of(Contestant.FLINK_100, Contestant.FLINK_1000);

    /** No machine that this is made for does more a second. */
    private static final int MOST = 12_000;

    /** A stop of the whole machine for most of a second is none of a rate's doing. */
    private static final int ATTEMPTS = 3;

    private static final int LOOKS = 5;
    private static final int LEAST_LOOKS = 3;

    @Override
    public String name() {
        return "latency";
    }

    @Override
    public String help() {
        return "from the intended time of a POST to its 202, verdict and row, in an open loop; and Flink's verdicts";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.numbers(RATES, "500,2000", "requests a second"),
                Option.number(PART, 80, "percent of the capacity, measured first, that are one more rate"),
                Option.number(SECONDS, 10, "how long each rate is measured each round"),
                Option.number(WARM_SECONDS, 3, "how long it is kept up before; before all, up to ten times as long"));
    }

    @Override
    public Figures run(Bench bench) throws Exception {
        int[] rates = bench.arguments().numbers(RATES);
        int seconds = bench.arguments().number(SECONDS) + bench.arguments().number(WARM_SECONDS) * 10;
        int turns = bench.arguments().rounds() + 1;
        Input input = new Input((Arrays.stream(rates).sum() + MOST) * seconds * turns, 0, 1);
        Figures figures = new Figures();
        try (Oncemark oncemark = Oncemark.start(bench.directory().resolve("whole"), input);
                OncemarkWay way = new OncemarkWay(oncemark, input)) {
            Map<String, Integer> named = rates(rates, way, bench);
            for (int round = 1; round < turns; round++) {
                oncemark(way, named, figures, bench);
                for (Contestant flink : FLINK) {
                    String group = "%s-%d".formatted(flink.name().toLowerCase(Locale.ROOT), round);
                    try (FlinkWay job = new FlinkWay(flink, oncemark.broker(), input, group, bench.directory())) {
                        flink(flink.title, job, named, figures, bench);
                    }
                }
            }
        }
        return figures;
    }

    /** Each rate by the name that it is shown under. */
    private static Map<String, Integer> rates(int[] rates, OncemarkWay way, Bench bench) {
        int lookSeconds = bench.arguments().number(WARM_SECONDS) * 2;
        double capacity = WarmCapacity.of(() -> way.capacity(lookSeconds), LEAST_LOOKS, LOOKS);
        int part = bench.arguments().number(PART);
        Map<String, Integer> named = new LinkedHashMap<>();
        for (int rate : rates) {
            named.put("%,d/s".formatted(rate), rate);
        }
        int most = (int) Math.min(MOST, capacity * part / 100);
        named.put(part + " % of capacity", most);
        bench.say("capacity %,.0f/s, of which %d %% are %,d/s".formatted(capacity, part, most));
        return named;
    }

    private static void oncemark(OncemarkWay way, Map<String, Integer> rates, Figures figures, Bench bench) {
        rates.forEach((name, rate) -> oncemark(way, name, rate, figures, bench));
    }

    private static void oncemark(OncemarkWay way, String name, int rate, Figures figures, Bench bench) {
        for (int attempt = 1; attempt <= ATTEMPTS; attempt++) {
            Turn turn = turn(way.next(), rate, bench);
            Meter.Reading cost = way.run(turn);
            if (way.refused() == 0) {
                report("Oncemark", name, turn, cost, figures, bench);
                return;
            }
            bench.say("%s: %d requests were not answered 202".formatted(name, way.refused()));
        }
        throw new IllegalStateException("%s: some were not answered 202, %d times".formatted(name, ATTEMPTS));
    }

    private static void flink(String title, FlinkWay job, Map<String, Integer> rates, Figures figures, Bench bench) {
        rates.forEach((name, rate) -> {
            Turn turn = turn(job.next(), rate, bench);
            report(title, name, turn, job.run(turn), figures, bench);
        });
    }

    private static Turn turn(int next, int rate, Bench bench) {
        return Turn.of(
                next,
                rate,
                bench.arguments().number(WARM_SECONDS),
                bench.arguments().number(SECONDS));
    }

    private static void report(String title, String rate, Turn turn, Meter.Reading cost, Figures figures, Bench bench) {
        turn.addTo(figures, title, rate);
        cost.addCpuTo(
                figures,
                title + ", " + rate + ", to the verdict",
                "completion",
                turn.pace().count());
        figures.add(
                title + ", " + rate + ", to the verdict", "rate/s", turn.pace().rate());
        bench.say("%-30s %-18s %s".formatted(title, rate, turn));
    }
}
