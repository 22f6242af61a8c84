package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.MeasuredProcess;
import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Waiting;
import dev.oncemark.bench.streams.GroupOffsets;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.localstack.process.ProcessStats;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;

/** One table filled again and again, empty at each start; the first half of the rows warms up and is not counted. */
final class SinkLoad implements AutoCloseable {

    private static final int HEAP_MIB = 256;
    private static final String CLIENT = "client";
    private static final Duration TIMEOUT = Duration.ofMinutes(5);

    private final Path directory;
    private final Broker broker;
    private final Postgres postgres;
    private final Results results;
    private final Figures figures;
    private final ProgressTable table;
    private long records;

    SinkLoad(Path directory, Broker broker, Postgres postgres, Results results, Figures figures) throws SQLException {
        this.directory = directory;
        this.broker = broker;
        this.postgres = postgres;
        this.results = results;
        this.figures = figures;
        this.table = new ProgressTable(postgres);
    }

    /** Writes the results, lets the sink store them once, checks that, and keeps the rows in files for {@code COPY}. */
    void prepare() throws Exception {
        broker.createTopics(GroupOffsets.PARTITIONS);
        results.write(broker.bootstrapServers());
        try (GroupOffsets offsets = new GroupOffsets(broker)) {
            records = offsets.size(Topics.COMPLETION_RESULTS.name());
        }
        try (MeasuredProcess sink = sink(0)) {
            Waiting.until("the sink has its table", TIMEOUT, sink, table::exists);
            Waiting.until("the sink is done", TIMEOUT, sink, () -> table.next() >= records);
        }
        check(Loader.SINK);
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

    private void check(Loader loader) throws SQLException {
        if (table.rows() != results.count()) {
            throw new IllegalStateException(
                    "%s made %d rows of %d results".formatted(loader.title, table.rows(), results.count()));
        }
    }

    void run(Loader loader, int round) throws Exception {
        table.empty();
        if (loader == Loader.SINK) {
            runSink(round);
        } else {
            runCopy(loader);
        }
        check(loader);
        figures.sayLatest(loader.title);
    }

    private void runSink(int round) {
        try (MeasuredProcess sink = sink(round)) {
            Waiting.until("the sink is warm", TIMEOUT, sink, () -> table.next() >= records / 2);
            Meter meter = meter(sink.pid());
            long from = table.next();
            Waiting.until("the sink is done", TIMEOUT, sink, () -> table.next() >= records);
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
        figures.add(loader.title, "client's CPU µs/row", reading.micros(CLIENT) / rows);
        figures.add(loader.title, "PostgreSQL's CPU µs/row", reading.micros(postgres.name()) / rows);
        figures.add(loader.title, "broker's CPU µs/row", reading.micros(broker.name()) / rows);
        figures.add(loader.title, "client's peak MiB", (double) ProcessStats.peakMiB(client));
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
        return directory.resolve("%s-%s-%d.copy".formatted(loader, part, number));
    }

    private MeasuredProcess sink(int round) {
        Map<String, String> settings = new HashMap<>(WholeStack.database(postgres, "oncemark_sink"));
        settings.put("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        settings.put("ONCEMARK_KAFKA_GROUP_ID", "bench-sink-" + round);
        settings.put("ONCEMARK_HTTP_PORT", "0");
        return MeasuredProcess.app("sink", HEAP_MIB, directory.resolve("sink-" + round + ".log"), settings);
    }

    @Override
    public void close() throws SQLException {
        table.close();
    }
}
