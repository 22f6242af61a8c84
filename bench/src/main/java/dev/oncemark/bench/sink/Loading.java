package dev.oncemark.bench.sink;

import dev.oncemark.bench.Bench;
import dev.oncemark.bench.Child;
import dev.oncemark.bench.Cost;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Meter;
import dev.oncemark.bench.Waiting;
import dev.oncemark.bench.streams.Groups;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** One table filled again and again, empty at each start; the first half of the rows warms up and is not counted. */
final class Loading implements AutoCloseable {

    private static final int PARTITIONS = 4;
    private static final int HEAP_MIB = 256;
    private static final String CLIENT = "client";
    private static final Duration LIMIT = Duration.ofMinutes(5);

    private final Bench bench;
    private final Broker broker;
    private final Postgres postgres;
    private final Results results;
    private final Figures figures;
    private final ProgressTable table;
    private long records;

    Loading(Bench bench, Broker broker, Postgres postgres, Results results, Figures figures) throws SQLException {
        this.bench = bench;
        this.broker = broker;
        this.postgres = postgres;
        this.results = results;
        this.figures = figures;
        this.table = new ProgressTable(postgres);
    }

    /** Writes the results, lets the sink store them once, checks that, and keeps the rows in files for {@code COPY}. */
    void prepare() throws Exception {
        broker.createTopics(PARTITIONS);
        results.write(broker.bootstrapServers());
        try (Groups groups = new Groups(broker, PARTITIONS)) {
            records = groups.size(Topics.COMPLETION_RESULTS.name());
        }
        try (Child sink = sink(0)) {
            Waiting.until("the sink has its table", LIMIT, sink, table::exists);
            Waiting.until("the sink is done", LIMIT, sink, () -> table.next() >= records);
        }
        check("the sink");
        for (Loader loader : new Loader[] {Loader.COPY_1, Loader.COPY_2}) {
            for (int part = 0; part < loader.connections; part++) {
                table.export(file(loader, "warm", part), 0, warm(), part, loader.connections);
                table.export(file(loader, "rest", part), warm(), results.count(), part, loader.connections);
            }
        }
    }

    private long warm() {
        return results.count() / 2;
    }

    private void check(String loader) throws SQLException {
        if (table.rows() != results.count()) {
            throw new IllegalStateException(
                    "%s made %d rows of %d results".formatted(loader, table.rows(), results.count()));
        }
        bench.say("checked: %s makes a row of each of %,d results".formatted(loader, results.count()));
    }

    void run(Loader loader, int round) throws Exception {
        table.empty();
        if (loader == Loader.SINK) {
            runSink(round);
        } else {
            runCopy(loader);
        }
        if (table.rows() != results.count()) {
            throw new IllegalStateException(loader.title + " lost rows");
        }
        bench.say("round %d: %-20s %s".formatted(round, loader.title, figures.last(loader.title)));
    }

    private void runSink(int round) {
        try (Child sink = sink(round)) {
            Waiting.until("the sink is warm", LIMIT, sink, () -> table.next() >= records / 2);
            Meter meter = meter(sink.pid());
            long from = table.next();
            Waiting.until("the sink is done", LIMIT, sink, () -> table.next() >= records);
            add(Loader.SINK, sink.pid(), meter.read(), results.count() * (double) (records - from) / (double) records);
        }
    }

    private void runCopy(Loader loader) {
        copy(loader, "warm");
        long client = ProcessHandle.current().pid();
        Meter meter = meter(client);
        copy(loader, "rest");
        add(loader, client, meter.read(), (double) (results.count() - warm()));
    }

    private Meter meter(long client) {
        return new Meter().with(CLIENT, client).with(broker).with(postgres).start();
    }

    /** @param client the process that brought the rows: the sink, or this JVM */
    private void add(Loader loader, long client, Meter.Reading reading, double rows) {
        figures.add(loader.title, "rows/s", rows / reading.seconds());
        figures.add(loader.title, "client's CPU µs/row", micros(reading, CLIENT) / rows);
        figures.add(loader.title, "PostgreSQL's CPU µs/row", micros(reading, postgres.name()) / rows);
        figures.add(loader.title, "broker's CPU µs/row", micros(reading, broker.name()) / rows);
        figures.add(loader.title, "client's peak MiB", (double) Cost.peakMiB(client));
    }

    private static double micros(Meter.Reading reading, String process) {
        return (double) reading.micros().getOrDefault(process, 0L);
    }

    private void copy(Loader loader, String part) {
        CompletableFuture.allOf(IntStream.range(0, loader.connections)
                        .mapToObj(number -> CompletableFuture.runAsync(
                                () -> copy(file(loader, part, number)), task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void copy(Path file) {
        try {
            table.copy(file);
        } catch (Exception failed) {
            throw new IllegalStateException("COPY of " + file + " failed", failed);
        }
    }

    private Path file(Loader loader, String part, int number) {
        return bench.directory().resolve("%s-%s-%d.copy".formatted(loader, part, number));
    }

    private Child sink(int round) {
        return Child.app(
                "sink",
                HEAP_MIB,
                bench.directory().resolve("sink-" + round + ".log"),
                Map.of(
                        "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS",
                        broker.bootstrapServers(),
                        "ONCEMARK_KAFKA_GROUP_ID",
                        "bench-sink-" + round,
                        "ONCEMARK_POSTGRES_URL",
                        postgres.jdbcUrl(),
                        "ONCEMARK_POSTGRES_USER",
                        "oncemark_sink",
                        "ONCEMARK_POSTGRES_PASSWORD",
                        "trusted",
                        "ONCEMARK_HTTP_PORT",
                        "0"));
    }

    @Override
    public void close() throws SQLException {
        table.close();
    }
}
