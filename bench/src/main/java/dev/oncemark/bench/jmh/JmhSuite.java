package dev.oncemark.bench.jmh;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.cli.Range;
import dev.oncemark.cli.WrongCallException;
import java.nio.file.Path;
import java.util.Collection;
import java.util.Locale;
import java.util.stream.Collectors;
import org.openjdk.jmh.infra.BenchmarkParams;
import org.openjdk.jmh.results.BenchmarkResult;
import org.openjdk.jmh.results.Result;
import org.openjdk.jmh.results.RunResult;
import org.openjdk.jmh.runner.NoBenchmarksException;
import org.openjdk.jmh.runner.Runner;
import org.openjdk.jmh.runner.RunnerException;
import org.openjdk.jmh.runner.options.CommandLineOptionException;
import org.openjdk.jmh.runner.options.CommandLineOptions;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The benchmarks of this package, by JMH: each round is a JVM of its own, warmed up. */
@Command(name = "jmh", description = "The pure decision, the packed state and the JSON serde alone, by JMH.")
public final class JmhSuite extends Suite {

    @Option(names = "--only", paramLabel = "NAME", description = "Only those whose name has it, such as Packed.")
    private String only = "";

    @Option(names = "--millis", paramLabel = "MS", description = "Of an iteration; 8 a round, 4 to warm up.")
    @Range(min = 1, max = 100_000_000)
    private int millis = 400;

    public JmhSuite() {
        super(5);
    }

    @Override
    public Figures measure(Path directory) throws RunnerException, CommandLineOptionException {
        Figures figures = new Figures();
        for (RunResult result : run(directory)) {
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

    private Collection<RunResult> run(Path directory) throws RunnerException, CommandLineOptionException {
        String options = "-wi 4 -i 4 -prof gc -foe true -f %d -w %2$dms -r %2$dms -o %3$s %4$s.*%5$s"
                .formatted(rounds, millis, directory.resolve("jmh.log"), JmhSuite.class.getPackageName(), only);
        try {
            return new Runner(new CommandLineOptions(options.split(" ", -1))).run();
        } catch (NoBenchmarksException none) {
            throw new WrongCallException("--only is \"" + only + "\": there is no benchmark whose name contains it");
        }
    }

    private static String name(BenchmarkParams params) {
        String method = params.getBenchmark().replaceAll(".*\\.([^.]+)Benchmark\\.([^.]+)$", "$1: $2");
        String values = params.getParamsKeys().stream()
                .map(key -> ", " + params.getParam(key) + " " + key)
                .collect(Collectors.joining());
        // "PackedState: readAll" is "packed state: read all".
        return method.replaceAll("(?<=[a-z])(?=[A-Z])|(?<=A)(?=[A-Z][a-z])", " ")
                        .toLowerCase(Locale.ROOT)
                + values;
    }
}
