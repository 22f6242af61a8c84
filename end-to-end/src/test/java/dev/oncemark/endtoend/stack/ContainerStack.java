package dev.oncemark.endtoend.stack;

import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.localstack.LmsConnector;
import dev.oncemark.localstack.Ports;
import dev.oncemark.localstack.ProjectHome;
import dev.oncemark.runtime.TopicProvisioner;
import java.io.IOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.Connection;
import java.sql.DriverManager;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.AdminClientConfig;
import org.testcontainers.containers.Network;

/** Each part a container, from the images that docker-compose.yml names. */
final class ContainerStack implements Stack {

    private static final TopicProvisioner TOPICS = new TopicProvisioner(4, (short) 1, 1);
    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Network network = Network.newNetwork();
    private final Path home;
    private final DevelopmentTokens tokens;
    private final ContainerPart broker;
    private final ContainerPart postgres;
    private final ContainerPart connect;
    private final ContainerPart streamsApp;
    private final ContainerPart sink;
    private final ContainerPart ingestApi;

    private ContainerStack(Path home) {
        this.home = home;
        this.tokens = new DevelopmentTokens(home);
        // Asked for here, so that the key is there.
        var unused = tokens.service();
        StackContainers containers = new StackContainers(network);
        this.broker = containers.broker(Ports.free(), this::brokerAnswers);
        this.postgres = containers.postgres(Ports.free(), this::postgresAnswers);
        this.connect = containers.connect(Ports.free());
        this.streamsApp = containers.streamsApp(Ports.free());
        this.sink = containers.sink(Ports.free());
        this.ingestApi = containers.ingestApi(Ports.free(), DevelopmentTokens.keys(home));
    }

    /** @param home where the key of tokens, and at the end the logs, are kept */
    static ContainerStack start(Path home, Consumer<String> progress) {
        ContainerStack stack = new ContainerStack(home);
        try {
            together(stack.broker::start, stack.postgres::start);
            try (Admin admin = stack.admin()) {
                TOPICS.apply(admin, LIMIT);
            }
            together(stack::startConnect, stack.streamsApp::start, stack.sink::start, stack.ingestApi::start);
            progress.accept("ready: " + stack.api());
            return stack;
        } catch (RuntimeException failed) {
            stack.close();
            throw failed;
        }
    }

    private static void together(Runnable... steps) {
        CompletableFuture.allOf(Stream.of(steps)
                        .map(step -> CompletableFuture.runAsync(step, task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    private void startConnect() {
        connect.start();
        var connector = new LmsConnector(connect.url());
        connector.register(ProjectHome.directory().resolve("debezium/lms-source.json"));
        org.awaitility.Awaitility.await().atMost(LIMIT).until(connector::isRunning);
    }

    private Admin admin() {
        return Admin.create(Map.of(AdminClientConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers()));
    }

    private boolean brokerAnswers() throws Exception {
        try (Admin admin = admin()) {
            return !admin.describeCluster()
                    .nodes()
                    .get(2, java.util.concurrent.TimeUnit.SECONDS)
                    .isEmpty();
        }
    }

    private boolean postgresAnswers() throws SQLException {
        try (Connection connection = connection("oncemark_sink")) {
            return connection.isValid(1);
        }
    }

    @Override
    public String api() {
        return ingestApi.url();
    }

    @Override
    public List<String> metrics() {
        return Stream.of(ingestApi, streamsApp, sink)
                .map(app -> app.url() + "/metrics")
                .toList();
    }

    @Override
    public String bootstrapServers() {
        return Ports.HOST + ":" + broker.port();
    }

    @Override
    public Connection connection(String role) throws SQLException {
        String url = "jdbc:postgresql://%s:%d/oncemark?connectTimeout=2".formatted(Ports.HOST, postgres.port());
        return DriverManager.getConnection(url, role, StackContainers.PASSWORD);
    }

    @Override
    public String password() {
        return StackContainers.PASSWORD;
    }

    @Override
    public DevelopmentTokens tokens() {
        return tokens;
    }

    @Override
    public void takeSnapshotAgain() {
        new LmsConnector(connect.url()).takeSnapshotAgain();
    }

    @Override
    public Part broker() {
        return broker;
    }

    @Override
    public Part postgres() {
        return postgres;
    }

    @Override
    public Part connect() {
        return connect;
    }

    @Override
    public Part streamsApp() {
        return streamsApp;
    }

    @Override
    public Part sink() {
        return sink;
    }

    @Override
    public void close() {
        for (ContainerPart part : List.of(ingestApi, sink, streamsApp, connect, broker, postgres)) {
            keepLog(part);
            part.remove();
        }
        network.close();
    }

    private void keepLog(ContainerPart part) {
        try {
            Path logs = Files.createDirectories(home.resolve("logs"));
            Files.writeString(logs.resolve(part.name() + ".log"), part.log());
        } catch (IOException | RuntimeException none) {
            // A container that never started has none.
        }
    }
}
