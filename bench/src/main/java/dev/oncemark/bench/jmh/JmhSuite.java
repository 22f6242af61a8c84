package dev.oncemark.bench.jmh;

import dev.oncemark.bench.Arguments;
import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Option;
import dev.oncemark.bench.Suite;
import java.util.Collection;
import java.util.List;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.profile.GCProfiler;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.OptionsBuilder;
import org.openjdk.jmh.runner.options.TimeValue;

/** The benchmarks of this package, by JMH: each round is a JVM of its own, warmed up. */
public final class JmhSuite implements Suite {

    private static final String ONLY = "--only";
    private static final String MILLIS = "--millis";
    private static final int WARM_UPS = 4;
    private static final int MEASURED = 4;

    @Override
    public String name() {
        return "jmh";
    }

    @Override
    public String help() {
        return "the pure decision, the packed state and the JSON serde alone, by JMH";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.text(ONLY, "", "only benchmarks whose name contains it, such as Packed"),
                Option.number(
                        MILLIS, 400, "length of an iteration in ms; there are 8 a round, half of them to warm up"));
    }

    @Override
    public Figures run(Bench bench) throws RunnerException {
        Figures figures = new Figures();
        for (RunResult result : measure(bench)) {
            String name = name(result.getParams());
            for (BenchmarkResult round : result.getBenchmarkResults()) {
                figures.add(name, "ns/op", round.getPrimaryResult().getScore());
                Result<?> allocated = round.getSecondaryResults().get("gc.alloc.rate.norm");
                if (allocated != null) {
                    figures.add(name, "allocated B/op", allocated.getScore());
                }
            }
        }
        return figures;
    }

    private static Collection<RunResult> measure(Bench bench) throws RunnerException {
        Arguments arguments = bench.arguments();
        TimeValue iteration = TimeValue.milliseconds(arguments.number(MILLIS));
        var options = new OptionsBuilder()
                .include("\\Q" + JmhSuite.class.getPackageName() + ".\\E.*\\Q" + arguments.text(ONLY) + "\\E")
                .forks(arguments.rounds())
                .warmupIterations(WARM_UPS)
                .warmupTime(iteration)
                .measurementIterations(MEASURED)
                .measurementTime(iteration)
                .addProfiler(GCProfiler.class)
                .shouldFailOnError(true)
                .output(bench.directory().resolve("jmh.log").toString())
                .build();
        return new Runner(options).run();
    }

    private static String name(BenchmarkParams params) {
        String method = params.getBenchmark().replaceAll(".*\\.([^.]+)Benchmark\\.([^.]+)$", "$1: $2");
        String values = params.getParamsKeys().stream()
                .map(key -> params.getParam(key) + " " + key)
                .collect(Collectors.joining(", "));
        return words(method) + (values.isEmpty() ? "" : ", " + values);
    }

    /** {@code PackedState: readAll} is "packed state: read all". */
    static String words(String name) {
        return name.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=A)(?=[A-Z][a-z])", " ").toLowerCase(java.util.Locale.ROOT);
    }
}
