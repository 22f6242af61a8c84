package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.cli.Range;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import java.nio.file.Path;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** Rows of results: by the sink out of the topic, and by {@code COPY} out of files in PostgreSQL's own binary form. */
@Command(
        name = "sink",
        description = "Results become rows: by the sink, and by COPY of the same rows into the same table.")
public final class SinkSuite extends Suite {

    @Option(names = "--rows", paramLabel = "N", description = "Rows; the first half only warms up.")
    @Range(min = 1, max = 100_000_000)
    private int rows = 1_000_000;

    @Option(names = "--only", paramLabel = "NAME", description = "Only those whose name has it, such as copy-2.")
    private String only = "";

    public SinkSuite() {
        super(5);
    }

    @Override
    public Figures measure(Path directory) throws Exception {
        List<Loader> loaders = named("--only", only, Loader.values());
        Figures figures = new Figures();
        try (Broker broker = new Broker(directory.resolve("kafka"), 0);
                Postgres postgres = new Postgres(directory.resolve("postgres"), 0)) {
            broker.start();
            postgres.start();
            try (SinkLoad load = new SinkLoad(directory, broker, postgres, Results.of(rows), figures)) {
                load.prepare();
                for (int round = 1; round <= rounds; round++) {
                    for (Loader loader : loaders) {
                        load.run(loader, round);
                    }
                }
            }
        }
        return figures;
    }
}
