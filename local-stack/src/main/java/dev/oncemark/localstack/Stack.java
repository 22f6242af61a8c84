package dev.oncemark.localstack;

import dev.oncemark.runtime.TopicProvisioner;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.function.Consumer;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.jspecify.annotations.Nullable;

/**
 * Oncemark as a whole: the broker, PostgreSQL, Connect with the connector, and the three apps, each a process. All their
 * data lies under one directory and survives a stop or a crash.
 */
public final class Stack implements AutoCloseable {

    /** P of an embedded stack. Another number needs a fresh stack: partitions cannot change without moving keys. */
    private static final TopicProvisioner TOPICS = new TopicProvisioner(4, (short) 1, 1);

    private static final Duration LIMIT = Duration.ofSeconds(60);

    private final Broker broker;
    private final Postgres postgres;
    private final Connect connect;
    private final DevelopmentTokens tokens;
    private final StackApps apps;
    private final App streamsApp;
    private final App sink;
    private final App ingestApi;
    private final Runnable stopAtExit = this::stopAsked;
    private volatile @Nullable StartSequence starting;
    private volatile boolean askedToStop;

    /** @param home where everything is kept; it is created where it is missing */
    public Stack(Path home, ListenerPorts ports) {
        this(home, ports, null);
    }

    /** A stack whose apps reach the broker and PostgreSQL through proxies, where there are some. */
    public Stack(Path home, ListenerPorts ports, @Nullable ProxyPorts proxyPorts) {
        this.broker = new Broker(ProcessFiles.inStack(home, Broker.NAME), ports.port(Listener.KAFKA), proxyPorts);
        this.postgres = new Postgres(ProcessFiles.inStack(home, Postgres.NAME), ports.port(Listener.POSTGRES));
        this.connect = new Connect(
                ProcessFiles.inStack(home, Connect.NAME),
                ports.port(Listener.CONNECT),
                broker,
                LmsAddress.of(postgres),
                List.of());
        this.tokens = new DevelopmentTokens(home);
        String bootstrapServers = proxyPorts == null ? broker.bootstrapServers() : proxyPorts.bootstrapServers();
        String jdbcUrl = proxyPorts == null ? postgres.jdbcUrl() : proxyPorts.jdbcUrl();
        this.apps = new StackApps(home, ports, bootstrapServers, jdbcUrl, tokens.publicKey());
        this.streamsApp = apps.streamsApp();
        this.sink = apps.sink();
        this.ingestApi = apps.ingestApi();
    }

    /**
     * Starts all, each as soon as what it needs is there, and returns when all are ready and the connector runs.
     *
     * @param progress told, in words, what is ready and what is waited for
     * @throws ProcessFailedException if a part does not start; the others are stopped
     */
    public void start(Consumer<String> progress) {
        StopAtExit.stack(stopAtExit);
        StartSequence sequence = new StartSequence(progress);
        starting = sequence;
        try {
            addSteps(sequence);
            sequence.await();
        } catch (RuntimeException failed) {
            stop();
            throw failed;
        } finally {
            sequence.close();
        }
    }

    private void addSteps(StartSequence sequence) {
        var kafka = sequence.step(broker.name(), this::startBroker);
        var database = sequence.step(postgres.name(), postgres::start);
        sequence.step(connect.name(), this::startConnect, kafka, database);
        sequence.step(streamsApp.name(), streamsApp::start, kafka);
        sequence.step(sink.name(), sink::start, kafka, database);
        var key = sequence.step("key of tokens", tokens::makeKey);
        sequence.step(ingestApi.name(), ingestApi::start, kafka, key);
    }

    private void startBroker() {
        broker.start();
        createTopics();
    }

    private void createTopics() {
        try (Admin admin = broker.admin()) {
            TOPICS.apply(admin, LIMIT);
        }
    }

    private void startConnect() {
        connect.start();
        connect.register(ProjectHome.directory().resolve("debezium/lms-source.json"));
        connect.awaitRunning(LIMIT);
    }

    /** Waits until a part ends, and returns it. */
    public ManagedProcess awaitEnd() {
        return parts().stream()
                .map(ManagedProcess::ended)
                .reduce((one, other) -> one.applyToEither(other, ended -> ended))
                .orElseThrow()
                .join();
    }

    /** Whether this JVM was told to end; whatever fails then, fails because of that. */
    public boolean isAskedToStop() {
        return askedToStop;
    }

    private void stopAsked() {
        askedToStop = true;
        stop();
    }

    /** Stops the apps and Connect, then what they depend on. Does nothing the second time. */
    public void stop() {
        StartSequence sequence = starting;
        if (sequence != null) {
            sequence.close();
        }
        stopTogether(ingestApi, streamsApp, sink, connect);
        stopTogether(broker, postgres);
        StopAtExit.forget(stopAtExit);
    }

    private static void stopTogether(ManagedProcess... parts) {
        CompletableFuture.allOf(Stream.of(parts)
                        .map(part -> CompletableFuture.runAsync(part::stop, task -> new Thread(task).start()))
                        .toArray(CompletableFuture[]::new))
                .join();
    }

    @Override
    public void close() {
        stop();
    }

    /** In the order in which they are started. */
    public List<ManagedProcess> parts() {
        return List.of(broker, postgres, connect, streamsApp, sink, ingestApi);
    }

    public Broker broker() {
        return broker;
    }

    public Postgres postgres() {
        return postgres;
    }

    public Connect connect() {
        return connect;
    }

    public App streamsApp() {
        return streamsApp;
    }

    /** One more instance of the streams-app, not started yet; whoever asks for it stops it. */
    public App anotherStreamsApp(int port) {
        return apps.anotherStreamsApp(port);
    }

    /** One more instance of the sink, likewise. */
    public App anotherSink(int port) {
        return apps.anotherSink(port);
    }

    /** One more instance of the ingest-api, likewise. */
    public App anotherIngestApi(int port) {
        return apps.anotherIngestApi(port);
    }

    public App sink() {
        return sink;
    }

    public App ingestApi() {
        return ingestApi;
    }

    /** Tokens that the ingest-api takes. */
    public DevelopmentTokens tokens() {
        return tokens;
    }

    /** Where each part is reached, in one line. */
    public String addresses() {
        return "api %s, streams-app %s, sink %s, connect %s, kafka %s, postgres %s"
                .formatted(
                        ingestApi.url(),
                        streamsApp.url(),
                        sink.url(),
                        connect.url(),
                        broker.bootstrapServers(),
                        Ports.HOST + ":" + postgres.port());
    }
}
