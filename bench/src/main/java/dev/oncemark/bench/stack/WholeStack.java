package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.Figures;
import dev.oncemark.bench.measure.MeasuredProcess;
import dev.oncemark.bench.measure.Meter;
import dev.oncemark.bench.measure.Waiting;
import dev.oncemark.bench.streams.GroupOffsets;
import dev.oncemark.bench.streams.Workload;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.Ports;
import dev.oncemark.localstack.Postgres;
import dev.oncemark.localstack.load.LoadTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.Map;

/**
 * Broker, PostgreSQL and the three apps, each a process with 512 MiB of heap for the apps. The LMS's rows are written to
 * the topics as the connector would; there is no Connect.
 */
final class WholeStack implements AutoCloseable {

    /** The consumer group of the streams-app. */
    static final String GROUP = "oncemark-streams";

    private static final int HEAP_MIB = 512;
    private static final Duration TIMEOUT = Duration.ofMinutes(2);

    private final Path directory;
    private final Broker broker;
    private final Postgres postgres;
    private final DevelopmentTokens tokens;
    private final LoadTarget api;
    private final Map<String, MeasuredProcess> apps = new LinkedHashMap<>();

    private WholeStack(Path directory) {
        this.directory = directory;
        this.broker = new Broker(directory.resolve("kafka"), 0);
        this.postgres = new Postgres(directory.resolve("postgres"), 0);
        this.tokens = new DevelopmentTokens(directory);
        this.api = ServerUnderTest.target(Ports.free(), tokens.service());
    }

    /** Starts all, and returns when all are ready and the streams-app has read the rows that make the workload valid. */
    static WholeStack start(Path directory, Workload workload) {
        WholeStack started = new WholeStack(directory);
        try {
            started.startAll(workload);
            return started;
        } catch (RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    private void startAll(Workload workload) {
        broker.start();
        postgres.start();
        broker.createTopics(GroupOffsets.PARTITIONS);
        workload.writeRows(broker.bootstrapServers());
        String state = directory.resolve("state").toAbsolutePath().toString();
        start(
                "streams-app",
                Ports.free(),
                Map.of("ONCEMARK_STREAMS_STATE_DIR", state, "ONCEMARK_CATALOG_SETTLE", "0s"));
        Map<String, String> stores = new HashMap<>(database(postgres, "oncemark_sink"));
        stores.put("ONCEMARK_CONNECT_URL", ""); // rows are written here, not read from a platform
        start("sink", Ports.free(), stores);
        Map<String, String> settings = new HashMap<>(database(postgres, "oncemark_api"));
        settings.put("ONCEMARK_AUTH_PUBLIC_KEY_FILE", tokens.publicKey().toString());
        start("ingest-api", api.server().getPort(), settings);
        try (GroupOffsets offsets = new GroupOffsets(broker)) {
            Waiting.until("the rows are read", TIMEOUT, () -> offsets.hasRead(GROUP, Topics.LMS_ENROLLMENTS.name()));
        }
    }

    private void start(String module, int port, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        all.put("ONCEMARK_HTTP_PORT", String.valueOf(port));
        var app = MeasuredProcess.app(module, HEAP_MIB, directory.resolve(module + ".log"), all);
        apps.put(module, app);
        String ready = "http://" + Ports.HOST + ":" + port + "/health/ready";
        Waiting.until(module + " is ready", TIMEOUT, app, () -> Http.get(ready).status() == 200);
    }

    /** The settings by which an app of this role finds PostgreSQL. */
    static Map<String, String> database(Postgres postgres, String role) {
        return Map.of(
                "ONCEMARK_POSTGRES_URL",
                postgres.jdbcUrl(),
                "ONCEMARK_POSTGRES_USER",
                role,
                "ONCEMARK_POSTGRES_PASSWORD",
                "trusted");
    }

    Broker broker() {
        return broker;
    }

    Postgres postgres() {
        return postgres;
    }

    /** The API, with a service's token. */
    LoadTarget api() {
        return api;
    }

    /** Of every process, and of the load. */
    Meter meter() {
        Meter meter = new Meter().withLoad();
        apps.forEach(meter::with);
        return meter.with(broker).with(postgres);
    }

    void addPeaks(Figures figures, String contestant) {
        apps.forEach((name, app) -> figures.add(contestant, "peak MiB: " + name, app.peakMiB()));
    }

    /** How far completions are; to be closed by the caller. */
    StoredRows rows() {
        return new StoredRows(broker, postgres);
    }

    @Override
    public void close() {
        apps.values().forEach(MeasuredProcess::close);
        postgres.close();
        broker.close();
    }
}
