package dev.oncemark.bench.stack;

import dev.oncemark.bench.measure.MeasuredProcess;
import dev.oncemark.bench.measure.Waiting;
import dev.oncemark.bench.peer.VertxPeer;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.Ports;
import dev.oncemark.localstack.load.LoadTarget;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server that is measured, up and ready. */
record ServerUnderTest(String title, MeasuredProcess process, LoadTarget target) implements AutoCloseable {

    private static final int HEAP_MIB = 512;
    private static final Duration TIMEOUT = Duration.ofMinutes(1);

    /** The API, with tokens. PostgreSQL is away, which no POST of a completion without a key needs. */
    static ServerUnderTest api(Broker broker, Path directory) {
        int port = Ports.free();
        DevelopmentTokens tokens = new DevelopmentTokens(directory);
        LoadTarget target = target(port, tokens.service());
        Map<String, String> settings = Map.of(
                "ONCEMARK_HTTP_PORT", String.valueOf(port),
                "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", broker.bootstrapServers(),
                "ONCEMARK_AUTH_PUBLIC_KEY_FILE", tokens.publicKey().toString());
        var api = MeasuredProcess.app("ingest-api", HEAP_MIB, directory.resolve("ingest-api.log"), settings);
        String ready = target.server() + "/health/ready";
        Waiting.until("the API is ready", TIMEOUT, api, () -> Http.get(ready).status() == 200);
        return new ServerUnderTest("ingest-api", api, target);
    }

    static ServerUnderTest peer(Path directory) {
        int port = Ports.free();
        List<String> arguments = List.of(String.valueOf(port));
        var peer = MeasuredProcess.peer(VertxPeer.class, HEAP_MIB, directory.resolve("vertx.log"), arguments);
        Waiting.until("the peer is ready", TIMEOUT, peer, () -> Ports.answers(port));
        return new ServerUnderTest("Vert.x answering 202", peer, target(port, ""));
    }

    static LoadTarget target(int port, String token) {
        return LoadTarget.of("http://" + Ports.HOST + ":" + port, token, TIMEOUT);
    }

    /** How many requests were answered 202 in this time; none was answered otherwise for good. */
    long post(RequestShape shape, Duration time) {
        try (Clients clients = new Clients(target, shape.connections())) {
            return clients.post(time, shape::next);
        }
    }

    @Override
    public void close() {
        process.close();
    }
}
