package dev.oncemark.sink;

import dev.oncemark.runtime.Settings;
import dev.oncemark.sink.settings.SinkSettings;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.HashMap;
import java.util.Locale;
import java.util.Map;

/** The sink, whole, in this JVM. */
public final class RunningSink implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final Sink app;

    private RunningSink(Sink app) {
        this.app = app;
    }

    /** Starts it on the real parts; {@code settings} are {@code name=value}. */
    public static RunningSink start(String... settings) {
        SinkSettings read = SinkSettings.of(Settings.load(SinkMain.class, environment(settings)));
        try {
            return new RunningSink(Sink.start(read, () -> {
                throw new AssertionError("a consumer died");
            }));
        } catch (IOException refused) {
            throw new UncheckedIOException(refused);
        }
    }

    /** Starts it and waits until it is ready. */
    public static RunningSink startReady(String... settings) {
        RunningSink sink = start(settings);
        Await.until("the sink is ready", sink::isReady);
        return sink;
    }

    /** The variables of a sink on the real parts; {@code settings} are {@code name=value}. */
    static Map<String, String> environment(String... settings) {
        Map<String, String> environment = new HashMap<>(Map.of(
                "ONCEMARK_HTTP_PORT", "0",
                "ONCEMARK_CONNECT_URL", "",
                "ONCEMARK_KAFKA_BOOTSTRAP_SERVERS", RealParts.broker().bootstrapServers(),
                "ONCEMARK_KAFKA_SESSION_TIMEOUT_MS", "6000",
                "ONCEMARK_KAFKA_HEARTBEAT_INTERVAL_MS", "1000",
                "ONCEMARK_POSTGRES_URL", RealParts.postgres().jdbcUrl()));
        for (String setting : settings) {
            int at = setting.indexOf('=');
            String variable = setting.substring(0, at).toUpperCase(Locale.ROOT).replace('.', '_');
            environment.put(variable, setting.substring(at + 1));
        }
        return environment;
    }

    public boolean isReady() {
        return get("/health/ready").statusCode() == 200;
    }

    /** Returns once PostgreSQL's offsets are the ends of the topics. */
    public void awaitAllStored() {
        Await.until("everything is stored", () -> TopicEnds.stored().equals(TopicEnds.ends()));
    }

    public HttpResponse<String> get(String path) {
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + app.port() + path))
                            .build(),
                    HttpResponse.BodyHandlers.ofString());
        } catch (IOException error) {
            throw new AssertionError(error);
        } catch (InterruptedException stopped) {
            throw new AssertionError(stopped);
        }
    }

    /** The sum of a metric over all its tags; 0 if there is none. */
    public double metric(String name) {
        return get("/metrics")
                .body()
                .lines()
                .filter(line -> line.startsWith(name + " ") || line.startsWith(name + "{"))
                .mapToDouble(line -> Double.parseDouble(line.substring(line.lastIndexOf(' ') + 1)))
                .sum();
    }

    @Override
    public void close() {
        app.close();
    }
}
