package dev.oncemark.bench.http;

import dev.oncemark.bench.Child;
import dev.oncemark.bench.Waiting;
import dev.oncemark.bench.load.Poster;
import dev.oncemark.bench.peer.VertxPeer;
import dev.oncemark.localstack.Broker;
import dev.oncemark.localstack.DevelopmentTokens;
import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.Ports;
import java.nio.file.Path;
import java.time.Duration;
import java.util.List;
import java.util.Map;

/** A server that is measured, up and ready. */
record Served(String title, Child child, int port, String token) implements AutoCloseable {

    private static final int HEAP_MIB = 512;
    private static final Duration LIMIT = Duration.ofMinutes(1);

    /** The API, with tokens. PostgreSQL is away, which no POST of a completion without a key needs. */
    static Served api(Broker broker, Path directory) {
        int port = Ports.free();
        DevelopmentTokens tokens = new DevelopmentTokens(directory);
        String token = tokens.service();
        Map<String, String> settings = Map.of(
                "ONCEMARK_HTTP_PORT",
                String.valueOf(port),
                "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS",
                broker.bootstrapServers(),
                "ONCEMARK_AUTH_PUBLIC_KEY_FILE",
                tokens.publicKey().toString());
        Child child = Child.app("ingest-api", HEAP_MIB, directory.resolve("ingest-api.log"), settings);
        String ready = "http://" + Ports.HOST + ":" + port + "/health/ready";
        Waiting.until("the API is ready", LIMIT, child, () -> Http.get(ready).status() == 200);
        return new Served("ingest-api", child, port, token);
    }

    static Served peer(Path directory) {
        int port = Ports.free();
        Child child = Child.ofBench(
                VertxPeer.class,
                HEAP_MIB,
                List.of("flink-"),
                directory.resolve("vertx.log"),
                List.of(),
                List.of(String.valueOf(port)));
        Waiting.until("the peer is ready", LIMIT, child, () -> Ports.answers(port));
        return new Served("Vert.x answering 202", child, port, "");
    }

    Poster poster(int connections) {
        return new Poster(new Poster.Target(port, token, connections));
    }

    @Override
    public void close() {
        child.close();
    }
}
