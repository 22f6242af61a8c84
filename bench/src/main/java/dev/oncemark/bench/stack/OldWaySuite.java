package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Suite;
import dev.oncemark.bench.streams.CatchUp;
import dev.oncemark.bench.streams.Contestant;
import dev.oncemark.bench.streams.Workload;
import dev.oncemark.bench.streams.Workload.Item;
import dev.oncemark.cli.Range;
import dev.oncemark.cli.WrongCallException;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.util.List;
import picocli.CommandLine.Command;
import picocli.CommandLine.Option;

/** The old endpoint's transaction, Oncemark from HTTP to the row in the same PostgreSQL, and the streams-app alone. */
@Command(
        name = "old-way",
        description = "Lock, insert, count, commit on 1, 8 and 32 connections; Oncemark from batch POST to the row.")
public final class OldWaySuite extends Suite {

    private static final int[] OLD_CONNECTIONS = {1, 8, 32};

    @Option(names = "--records", paramLabel = "N", description = "Of the whole way, each round; as many warm up.")
    @Range(min = 1, max = 100_000_000)
    private int records = 400_000;

    @Option(names = "--old-records", paramLabel = "N", description = "Of the old way, each round and connections.")
    @Range(min = 1, max = 1_000_000)
    private int oldRecords = 20_000;

    @Option(
            names = "--duplicates",
            paramLabel = "SHARE",
            description = "Share of requests for what is complete already.")
    @Range(min = 0, max = 0.99)
    private double duplicates = 0.1;

    @Option(names = "--batch", paramLabel = "N", description = "Completions in one POST.")
    @Range(min = 1, max = 500)
    private int batch = 500;

    @Option(names = "--connections", paramLabel = "N", description = "Of the clients that POST.")
    @Range(min = 1, max = 1_000)
    private int connections = 8;

    public OldWaySuite() {
        super(5);
    }

    @Override
    public Figures measure(Path directory) throws Exception {
        Workload old = new Workload(total("--old-records", oldRecords, OLD_CONNECTIONS.length), duplicates);
        Workload whole = new Workload(total("--records", records, 1), duplicates);
        Figures figures = new Figures();
        try (WholeStack stack = WholeStack.start(directory.resolve("whole"), whole);
                WholeWay way = new WholeWay(stack, whole, batch, connections);
                Broker broker = new Broker(directory.resolve("kafka"), 0)) {
            OldClients.prepare(stack.postgres(), old);
            Items items = new Items(old);
            broker.start();
            try (CatchUp alone = new CatchUp(broker, directory, new Workload(records, duplicates))) {
                for (int round = 0; round <= rounds; round++) {
                    Figures counted = round == 0 ? new Figures() : figures;
                    for (int some : OLD_CONNECTIONS) {
                        old(stack.postgres(), old, items.next(oldRecords), some, counted);
                    }
                    way.run(records, counted);
                    if (round == 0) {
                        alone.check(Contestant.STREAMS_APP);
                    } else {
                        alone.measure(Contestant.STREAMS_APP, round, figures);
                    }
                }
            }
        }
        return figures;
    }

    /** Of all rounds, the one that warms up included. */
    private int total(String option, int each, int times) {
        long total = (long) each * times * (rounds + 1);
        if (total > Workload.MOST) {
            throw new WrongCallException("%s %,d are %,d with those of all rounds: at most %,d"
                    .formatted(option, each, total, Workload.MOST));
        }
        return (int) total;
    }

    private static void old(Postgres postgres, Workload workload, List<Item> items, int connections, Figures figures)
            throws SQLException, InterruptedException {
        String title = "old way, %d connection%s".formatted(connections, connections == 1 ? "" : "s");
        long distinct = items.stream().filter(Item::isFirst).count();
        try (OldClients clients = new OldClients(postgres, workload, connections)) {
            Meter meter = new Meter().withLoad().with(postgres).start();
            int accepted = clients.complete(items);
            Meter.Reading reading = meter.read();
            if (accepted != distinct) {
                throw new IllegalStateException("%s accepted %d of %d".formatted(title, accepted, distinct));
            }
            reading.addTo(figures, title, "completion", items.size());
            figures.sayLatest(title);
        }
    }
}
