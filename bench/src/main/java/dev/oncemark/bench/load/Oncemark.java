package dev.oncemark.bench.load;

import dev.oncemark.bench.Child;
import dev.oncemark.bench.Cost;
import dev.oncemark.bench.Figures;
import dev.oncemark.bench.Meter;
import dev.oncemark.bench.Waiting;
import dev.oncemark.bench.streams.Groups;
import dev.oncemark.bench.streams.Input;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.Ports;
import dev.oncemark.localstack.Postgres;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;

/**
 * The whole way: broker, PostgreSQL and the three apps, each a process with 512 MiB of heap for the apps. The LMS's rows are
 * written to the topics as the connector would; there is no Connect.
 */
public final class Oncemark implements AutoCloseable {

    /** The consumer group of the streams-app. */
    public static final String GROUP = "oncemark-streams";

    private static final int PARTITIONS = 4;
    private static final int HEAP_MIB = 512;
    private static final Duration LIMIT = Duration.ofMinutes(2);

    private final Path directory;
    private final Broker broker;
    private final Postgres postgres;
    private final DevelopmentTokens tokens;
    private final String token;
    private final int port = Ports.free();
    private final Map<String, Child> apps = new LinkedHashMap<>();

    private Oncemark(Path directory) {
        this.directory = directory;
        this.broker = new Broker(directory.resolve("kafka"), 0);
        this.postgres = new Postgres(directory.resolve("postgres"), 0);
        this.tokens = new DevelopmentTokens(directory);
        // Makes the key, too.
        this.token = tokens.service();
    }

    /** Starts all, and returns when all are ready and the streams-app has read the rows that make the input valid. */
    public static Oncemark start(Path directory, Input input) {
        Oncemark started = new Oncemark(directory);
        try {
            started.startAll(input);
            return started;
        } catch (RuntimeException failed) {
            started.close();
            throw failed;
        }
    }

    private void startAll(Input input) {
        broker.start();
        postgres.start();
        broker.createTopics(PARTITIONS);
        input.writeRows(broker.bootstrapServers());
        List<String> ready = new ArrayList<>();
        ready.add(app("streams-app", Ports.free(), Map.of("ONCEMARK_STREAMS_STATE_DIR", path("state"))));
        ready.add(app("sink", Ports.free(), database("oncemark_sink")));
        Map<String, String> api = new HashMap<>(database("oncemark_api"));
        api.put("ONCEMARK_AUTH_PUBLIC_KEY_FILE", tokens.publicKey().toString());
        ready.add(app("ingest-api", port, api));
        Waiting.until(
                "all are ready",
                LIMIT,
                () -> ready.stream().allMatch(url -> Http.get(url).status() == 200));
        try (Groups groups = new Groups(broker, PARTITIONS)) {
            Waiting.until("the rows are read", LIMIT, () -> groups.hasRead(GROUP, Topics.LMS_ENROLLMENTS.name()));
        }
    }

    /** Starts an app; gives what tells whether it is ready. */
    private String app(String module, int appPort, Map<String, String> settings) {
        Map<String, String> all = new HashMap<>(settings);
        all.put("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers());
        all.put("ONCEMARK_HTTP_PORT", String.valueOf(appPort));
        apps.put(module, Child.app(module, HEAP_MIB, directory.resolve(module + ".log"), all));
        return "http://" + Ports.HOST + ":" + appPort + "/health/ready";
    }

    private Map<String, String> database(String role) {
        return Map.of(
                "ONCEMARK_POSTGRES_URL",
                postgres.jdbcUrl(),
                "ONCEMARK_POSTGRES_USER",
                role,
                "ONCEMARK_POSTGRES_PASSWORD",
                "trusted");
    }

    private String path(String name) {
        return directory.resolve(name).toAbsolutePath().toString();
    }

    public Broker broker() {
        return broker;
    }

    public Postgres postgres() {
        return postgres;
    }

    /** Of the API, with a service's token. */
    public Poster.Target target(int connections) {
        return new Poster.Target(port, token, connections);
    }

    /** Of every process of the way, and of the load. */
    public Meter meter() {
        Meter meter = new Meter().withLoad();
        apps.forEach(meter::with);
        return meter.with(broker).with(postgres);
    }

    public void addPeaks(Figures figures, String contestant) {
        apps.forEach((name, app) -> figures.add(contestant, "peak MiB: " + name, (double) Cost.peakMiB(app.pid())));
    }

    /** How far the way is; to be closed by the caller. */
    public Rows rows() {
        return new Rows(broker, postgres, PARTITIONS);
    }

    @Override
    public void close() {
        apps.values().forEach(Child::close);
        postgres.close();
        broker.close();
    }
}
