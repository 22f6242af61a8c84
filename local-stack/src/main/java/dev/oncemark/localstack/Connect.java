package dev.oncemark.localstack;

import dev.oncemark.contracts.JsonSerde;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** A Kafka Connect worker with Debezium's PostgreSQL connector, which reads the LMS's tables. */
public final class Connect extends Part {

    /** The one connector, as it is named in Connect. */
    public static final String CONNECTOR = "lms-source";

    static final String NAME = "connect";

    private static final int HEAP_MIB = 256;
    private static final Duration STOP = Duration.ofSeconds(10);

    private final ConnectConfig config;
    private final Postgres lms;
    private final Jvm jvm;

    /** Keeps nothing but its log in {@code directory}: its state is in topics. Its REST API listens on {@code port}. */
    public Connect(Path directory, int port, Broker broker, Postgres lms) {
        this(Place.alone(directory, NAME), port, broker, lms);
    }

    Connect(Place place, int port, Broker broker, Postgres lms) {
        super(NAME, place);
        this.config = new ConnectConfig(Ports.orFree(port), broker.bootstrapServers());
        this.lms = lms;
        this.jvm = new Jvm(place.directory(), HEAP_MIB);
    }

    public int port() {
        return config.port();
    }

    /** The REST API. */
    public String url() {
        return "http://" + Ports.HOST + ":" + port();
    }

    /**
     * Gives Connect the connector's settings, unless it has just these. The connector starts by and by.
     *
     * @throws IllegalStateException if Connect refuses them; the message says why
     */
    public void register(Path json) {
        JsonNode wanted = JsonSerde.MAPPER.readTree(json.toFile());
        var present = Http.get(connector("/config"));
        if (present.status() == 200 && sameSettings(present.json(), wanted)) {
            return;
        }
        var answer = Http.put(connector("/config"), wanted.toString());
        if (answer.status() >= 300) {
            throw new IllegalStateException("Connect refused %s: %s".formatted(json, answer.body()));
        }
    }

    /** The states of the connector and of its tasks, such as {@code RUNNING}; empty while there are none. */
    public List<String> states() {
        var answer = Http.get(connector("/status"));
        if (answer.status() != 200 || answer.json().path("tasks").isEmpty()) {
            return List.of();
        }
        List<String> states = new ArrayList<>(List.of(state(answer.json().path("connector"))));
        answer.json().path("tasks").forEach(task -> states.add(state(task)));
        return states;
    }

    /**
     * Waits until the connector and its task run.
     *
     * @throws PartFailedException if one fails, or they do not run in time
     */
    public void awaitRunning(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        for (List<String> states = states(); !isRunning(states); states = states()) {
            if (states.contains("FAILED") || System.nanoTime() - deadline > 0) {
                throw PartFailedException.of(this, "does not run connector " + CONNECTOR + " but has it as " + states);
            }
            Pauses.sleep(Duration.ofMillis(100));
        }
    }

    /**
     * Lets the running connector forget how far it read: it takes its snapshot again, and then reads on.
     *
     * @throws IllegalStateException if Connect refuses; the message says why
     */
    public void takeSnapshotAgain() {
        demand(Http.put(connector("/stop"), ""));
        long deadline = System.nanoTime() + STOP.toNanos();
        while (!states().equals(List.of()) && System.nanoTime() < deadline) {
            Pauses.sleep(Duration.ofMillis(50));
        }
        demand(Http.delete(connector("/offsets")));
        demand(Http.put(connector("/resume"), ""));
    }

    private static void demand(Http.Answer answer) {
        if (answer.status() < 200 || answer.status() >= 300) {
            throw new IllegalStateException("Connect refused: " + answer.body());
        }
    }

    private static boolean isRunning(List<String> states) {
        return states.size() > 1 && states.stream().allMatch("RUNNING"::equals);
    }

    @Override
    ServerProcess.Command command() {
        Path file = PropertiesFile.write(directory().resolve("connect.properties"), config.properties());
        List<String> options = new ArrayList<>(archive().options());
        // Little runs often enough here to be worth the second compiler's time.
        options.add("-XX:TieredStopAtLevel=1");
        var words = jvm.server(options, "org.apache.kafka.connect.cli.ConnectDistributed", file.toString());
        return new ServerProcess.Command(words, connectorsVariables());
    }

    @Override
    void onStopped() {
        archive().keep();
    }

    private ClassArchive archive() {
        return ClassArchive.of(NAME);
    }

    /** What {@code debezium/lms-source.json} leaves to the place where it runs. */
    private Map<String, String> connectorsVariables() {
        return Map.of(
                "ONCEMARK_LMS_HOST",
                Ports.HOST,
                "ONCEMARK_LMS_PORT",
                String.valueOf(lms.port()),
                "ONCEMARK_LMS_DATABASE",
                Postgres.DATABASE,
                "ONCEMARK_LMS_USER",
                "oncemark_debezium",
                "ONCEMARK_LMS_PASSWORD",
                "trusted");
    }

    @Override
    boolean isReady() {
        return Ports.answers(port()) && Http.get(url() + "/connectors").status() == 200;
    }

    private String connector(String path) {
        return url() + "/connectors/" + CONNECTOR + path;
    }

    private static boolean sameSettings(JsonNode present, JsonNode wanted) {
        Map<?, ?> settings = JsonSerde.MAPPER.convertValue(present, Map.class);
        settings.remove("name");
        return settings.equals(JsonSerde.MAPPER.convertValue(wanted, Map.class));
    }

    private static String state(JsonNode part) {
        return part.path("state").asString("");
    }
}
