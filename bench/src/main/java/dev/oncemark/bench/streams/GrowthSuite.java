package dev.oncemark.bench.streams;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.cli.Range;
import dev.oncemark.localstack.Broker;
import java.io.IOException;
import java.nio.file.Path;
import java.util.stream.LongStream;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** How the streams-app's costs grow with the completions that it remembers, from 100,000 on by tens. */
@Command(
        name = "growth",
        description = "The streams-app with more and more state: CPU per request, bytes, time until it decides after"
                + " kill -9.")
public final class GrowthSuite extends Suite {

    private static final long SMALLEST = 100_000;

    @Option(names = "--completions", paramLabel = "N", description = "From 100,000 on by tens up to these.")
    @Range(min = 1, max = 100_000_000)
    private int completions = 10_000_000;

    @Option(names = "--requests", paramLabel = "N", description = "How many are measured; as many warm up.")
    @Range(min = 1, max = 100_000_000)
    private int requests = 100_000;

    public GrowthSuite() {
        super(3);
    }

    @Override
    public Figures measure(Path directory) throws IOException {
        Figures figures = new Figures();
        try (Broker broker = new Broker(directory.resolve("kafka"), 0)) {
            broker.start();
            broker.createTopics(GroupOffsets.PARTITIONS);
            try (GrowthRun growth = new GrowthRun(directory, broker, figures, requests)) {
                growth.writeCatalog();
                for (int round = 1; round <= rounds; round++) {
                    for (long size : sizes(completions)) {
                        growth.run(size, round);
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
