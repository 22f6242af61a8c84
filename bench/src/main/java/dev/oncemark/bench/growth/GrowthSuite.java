package dev.oncemark.bench.growth;

import dev.oncemark.bench.Arguments;
import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Option;
import dev.oncemark.bench.Suite;
import dev.oncemark.localstack.Broker;
import java.util.List;
import java.util.stream.LongStream;

/** How the streams-app's costs grow with the completions that it remembers, from 100,000 on by tens. */
public final class GrowthSuite implements Suite {

    private static final String COMPLETIONS = "--completions";
    private static final String REQUESTS = "--requests";
    private static final long SMALLEST = 100_000;

    @Override
    public String name() {
        return "growth";
    }

    @Override
    public String help() {
        return "the streams-app with more and more state: CPU per request, bytes, time until it decides after kill -9";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number("--rounds", 3, "how often each size is measured"),
                Option.number(COMPLETIONS, 10_000_000, "the most completions; from 100,000 on by tens up to these"),
                Option.number(REQUESTS, 100_000, "how many requests are measured; as many warm up, 100,000 at most"));
    }

    @Override
    public Figures run(Bench bench) throws Exception {
        Arguments arguments = bench.arguments();
        Figures figures = new Figures();
        try (Broker broker = new Broker(bench.directory().resolve("kafka"), 0)) {
            broker.start();
            broker.createTopics(Growth.PARTITIONS);
            try (Growth growth = new Growth(bench, broker, figures, arguments.number(REQUESTS))) {
                growth.writeCatalog();
                for (int round = 1; round <= arguments.rounds(); round++) {
                    for (long completions : sizes(arguments.number(COMPLETIONS))) {
                        growth.run(completions, round);
                    }
                }
            }
        }
        return figures;
    }

    /** 100,000, 1,000,000 and so on up to {@code most}; {@code most} alone where it is less. */
    static long[] sizes(long most) {
        return most < SMALLEST
                ? new long[] {most}
                : LongStream.iterate(SMALLEST, size -> size <= most, size -> 10 * size)
                        .toArray();
    }
}
