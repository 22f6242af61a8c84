package dev.oncemark.bench.way;

import dev.oncemark.bench.Arguments;
import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Meter;
import dev.oncemark.bench.Option;
import dev.oncemark.bench.Suite;
import dev.oncemark.bench.load.Oncemark;
import dev.oncemark.bench.streams.CatchUp;
import dev.oncemark.bench.streams.Contestant;
import dev.oncemark.bench.streams.Input;
import dev.oncemark.bench.streams.Input.Item;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import java.sql.SQLException;
import java.util.List;

/** The old endpoint's transaction, Oncemark from HTTP to the row in the same PostgreSQL, and the streams-app alone. */
public final class OldWaySuite implements Suite {

    private static final String RECORDS = "--records";
    private static final String OLD_RECORDS = "--old-records";
    private static final String DUPLICATES = "--duplicates";
    private static final String BATCH = "--batch";
    private static final String CONNECTIONS = "--connections";
    private static final int[] OLD_CONNECTIONS = {1, 8, 32};

    @Override
    public String name() {
        return "old-way";
    }

    @Override
    public String help() {
        return "lock, insert, count, commit on 1, 8 and 32 connections; Oncemark from batch POST to the row";
    }

    @Override
    public List<Option> options() {
        return List.of(
                Option.number(RECORDS, 400_000, "completions of the whole way, each round; as many warm up"),
                Option.number(OLD_RECORDS, 20_000, "completions of the old way, each round and number of connections"),
                Option.share(DUPLICATES, 0.1, "the share of them for what is complete already"),
                Option.number(BATCH, 500, "completions in one POST"),
                Option.number(CONNECTIONS, 8, "connections of the clients that POST"));
    }

    @Override
    public Figures run(Bench bench) throws Exception {
        Arguments arguments = bench.arguments();
        int turns = arguments.rounds() + 1;
        double duplicates = arguments.share(DUPLICATES);
        int records = arguments.number(RECORDS);
        Input old = new Input(arguments.number(OLD_RECORDS) * OLD_CONNECTIONS.length * turns, duplicates, 1);
        Input whole = new Input(records * turns, duplicates, 1);
        Input alone = new Input(records, duplicates, 1);
        Figures figures = new Figures();
        try (Oncemark oncemark = Oncemark.start(bench.directory().resolve("whole"), whole);
                WholeWay way = new WholeWay(oncemark, whole, arguments.number(BATCH), arguments.number(CONNECTIONS));
                Broker broker = new Broker(bench.directory().resolve("kafka"), 0)) {
            OldClients.prepare(oncemark.postgres(), old);
            Items items = new Items(old);
            broker.start();
            try (CatchUp catchUp = CatchUp.prepare(broker, bench.directory(), alone, bench.log())) {
                for (int round = 0; round < turns; round++) {
                    for (int connections : OLD_CONNECTIONS) {
                        List<Item> piece = items.next(arguments.number(OLD_RECORDS));
                        old(oncemark.postgres(), old, piece, connections, round == 0 ? new Figures() : figures, bench);
                    }
                    whole(oncemark, way, records, round == 0 ? new Figures() : figures, bench);
                    catchUp.run(Contestant.STREAMS_APP, round, figures);
                }
            }
        }
        return figures;
    }

    private static void old(
            Postgres postgres, Input input, List<Item> items, int connections, Figures figures, Bench bench)
            throws SQLException, InterruptedException {
        String title = "old way, %d connection%s".formatted(connections, connections == 1 ? "" : "s");
        long distinct = items.stream().filter(Item::isFirst).count();
        try (OldClients clients = new OldClients(postgres, input, connections)) {
            Meter meter = new Meter().withLoad().with(postgres).start();
            int accepted = clients.complete(items);
            Meter.Reading reading = meter.read();
            if (accepted != distinct) {
                throw new IllegalStateException("%s accepted %d of %d".formatted(title, accepted, distinct));
            }
            reading.addTo(figures, title, "completion", items.size());
            bench.say("%-30s %,9.0f completions/s".formatted(title, items.size() / reading.seconds()));
        }
    }

    private static void whole(Oncemark oncemark, WholeWay way, int records, Figures figures, Bench bench) {
        String title = "Oncemark, POST to row";
        Meter.Reading reading = way.run(records);
        reading.addTo(figures, title, "completion", records);
        oncemark.addPeaks(figures, title);
        bench.say("%-30s %,9.0f completions/s".formatted(title, records / reading.seconds()));
    }
}
