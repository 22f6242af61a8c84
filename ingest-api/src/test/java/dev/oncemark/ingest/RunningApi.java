package dev.oncemark.ingest;

import dev.oncemark.ingest.settings.IngestSettings;
import dev.oncemark.runtime.Settings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.InetAddress;
import java.net.ServerSocket;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.HashMap;
import java.util.Map;
import java.util.concurrent.CompletableFuture;

/** The whole app in this JVM, as it is configured by its environment, and a client of it that checks each answer. */
public final class RunningApi implements AutoCloseable {

    private static final Duration PATIENCE = Duration.ofSeconds(40);

    private final HttpClient client =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();
    private final IngestApi api;
    private final int port;

    private RunningApi(Map<String, String> environment) {
        this.port = freePort();
        Map<String, String> all = new HashMap<>();
        all.put("ONCEMARK_AUTH", "none");
        all.put("ONCEMARK_COMMANDS_ENABLED", "true");
        all.putAll(environment);
        all.put("ONCEMARK_HTTP_PORT", String.valueOf(port));
        this.api = new IngestApi(IngestSettings.of(Settings.load(IngestMain.class, all)));
    }

    /** Started, on the shared broker and PostgreSQL unless the environment says otherwise. */
    public static RunningApi start(Map<String, String> environment) {
        Map<String, String> all = new HashMap<>();
        if (!environment.containsKey("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS")) {
            all.put("ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", RealParts.broker().bootstrapServers());
            // How soon a slow machine's broker is given up is for the tests that stop theirs.
            all.put("ONCEMARK_BROKER_DELIVERY_TIMEOUT", "10s");
        }
        if (!environment.containsKey("ONCEMARK_POSTGRES_URL")) {
            all.put("ONCEMARK_POSTGRES_URL", RealParts.postgres().jdbcUrl());
        }
        all.putAll(environment);
        RunningApi running = new RunningApi(all);
        try {
            running.api.start();
        } catch (Exception failure) {
            throw new IllegalStateException("the API did not start", failure);
        }
        return running;
    }

    public int port() {
        return port;
    }

    /** Waits until it is ready. */
    public RunningApi ready() {
        Eventually.isTrue("the API is ready", () -> get("/health/ready").status() == 200);
        return this;
    }

    public Answered get(String path, String... headers) {
        return send("GET", path, null, headers);
    }

    public Answered post(String path, String json, String... headers) {
        return send("POST", path, json, headers);
    }

    public Answered put(String path, String... headers) {
        return send("PUT", path, null, headers);
    }

    public Answered send(
            String method, String path, @org.jspecify.annotations.Nullable String json, String... headers) {
        return sendAsync(method, path, json, headers).join();
    }

    /** A body is sent as JSON, unless the headers say otherwise. */
    public CompletableFuture<Answered> sendAsync(
            String method, String path, @org.jspecify.annotations.Nullable String json, String... headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
                .timeout(PATIENCE)
                .method(method, json == null ? BodyPublishers.noBody() : BodyPublishers.ofString(json));
        if (json != null) {
            request.setHeader("Content-Type", "application/json");
        }
        for (int at = 0; at < headers.length; at += 2) {
            if (headers[at].equals("Content-Type")) {
                request.setHeader(headers[at], headers[at + 1]);
            } else {
                request.header(headers[at], headers[at + 1]);
            }
        }
        return client.sendAsync(request.build(), BodyHandlers.ofString()).thenApply(response -> {
            Answered answered = new Answered(response.statusCode(), response.headers(), response.body());
            OpenApiContract.check(method, path, answered);
            return answered;
        });
    }

    private static int freePort() {
        try (ServerSocket socket = new ServerSocket(0, 1, InetAddress.getLoopbackAddress())) {
            return socket.getLocalPort();
        } catch (IOException failure) {
            throw new UncheckedIOException(failure);
        }
    }

    @Override
    public void close() {
        api.close();
    }
}
