package dev.oncemark.localstack;

import dev.oncemark.localstack.process.Sleep;
import java.nio.file.Path;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;

/** A Kafka Connect worker with Debezium's PostgreSQL connector and our transform, which reads the LMS's tables. */
public final class Connect extends ManagedProcess {

    static final String NAME = "connect";

    private static final int HEAP_MIB = 256;

    private final ConnectConfig config;
    private final LmsAddress lms;
    private final boolean isolated;
    private final Jvm jvm;

    /** Keeps nothing but its log in {@code directory}: its state is in topics. Its REST API listens on {@code port}. */
    public Connect(Path directory, int port, Broker broker, Postgres lms) {
        this(ProcessFiles.alone(directory, NAME), port, broker, LmsAddress.of(lms), List.of());
    }

    /**
     * @param lms the database that the connector reads
     * @param connectors a directory for each connector; empty for PostgreSQL's, which is on the class path: so it starts
     *     quicker, but others have versions of their own of what it brings
     */
    Connect(ProcessFiles files, int port, Broker broker, LmsAddress lms, List<Path> connectors) {
        super(NAME, files);
        List<Path> plugins = new ArrayList<>(connectors);
        plugins.add(ProjectHome.transform());
        this.config = new ConnectConfig(Ports.orFree(port), broker.bootstrapServers(), plugins);
        this.lms = lms;
        this.isolated = !connectors.isEmpty();
        this.jvm = new Jvm(files.directory(), HEAP_MIB);
    }

    public int port() {
        return config.port();
    }

    /** The REST API. */
    public String url() {
        return "http://" + Ports.HOST + ":" + port();
    }

    /** The one connector, as Connect's REST API has it. */
    public LmsConnector connector() {
        return new LmsConnector(url());
    }

    /**
     * Gives Connect the connector's settings, unless it has just these. The connector starts by and by.
     *
     * @throws IllegalStateException if Connect refuses them; the message says why
     */
    public void register(Path json) {
        connector().register(json);
    }

    /**
     * Waits until the connector and its task run.
     *
     * @throws ProcessFailedException if one fails, or they do not run in time
     */
    public void awaitRunning(Duration limit) {
        long deadline = System.nanoTime() + limit.toNanos();
        var connector = connector();
        for (var states = connector.states(); !LmsConnector.isRunning(states); states = connector.states()) {
            if (states.contains("FAILED") || System.nanoTime() - deadline > 0) {
                throw ProcessFailedException.of(
                        this, "does not run connector " + LmsConnector.NAME + " but has it as " + states);
            }
            Sleep.of(Duration.ofMillis(100));
        }
    }

    @Override
    ServerProcess.Command command() {
        Path file = PropertiesFile.write(directory().resolve("connect.properties"), config.properties());
        List<String> options = new ArrayList<>(isolated ? List.of() : FastStart.options(NAME));
        // Little runs often enough here to be worth the second compiler's time.
        options.add("-XX:TieredStopAtLevel=1");
        String classPath = isolated ? ProjectHome.libWithoutConnectors() : ProjectHome.lib() + "/*";
        var words = jvm.server(classPath, options, "org.apache.kafka.connect.cli.ConnectDistributed", file.toString());
        return new ServerProcess.Command(words, connectorsVariables());
    }

    /** What the files in {@code debezium} leave to the place where the connector runs. */
    private Map<String, String> connectorsVariables() {
        return Map.of(
                "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS",
                config.bootstrapServers(),
                "ONCEMARK_LMS_HOST",
                Ports.HOST,
                "ONCEMARK_LMS_PORT",
                String.valueOf(lms.port()),
                "ONCEMARK_LMS_DATABASE",
                lms.database(),
                "ONCEMARK_LMS_USER",
                lms.user(),
                "ONCEMARK_LMS_PASSWORD",
                "trusted");
    }

    @Override
    boolean isReady() {
        return Ports.answers(port()) && Http.get(url() + "/connectors").status() == 200;
    }
}
