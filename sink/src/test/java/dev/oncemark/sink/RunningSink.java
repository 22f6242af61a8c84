package dev.oncemark.sink;

import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.ArrayList;
import java.util.List;
import org.springframework.boot.builder.SpringApplicationBuilder;
import org.springframework.context.ConfigurableApplicationContext;

/** The sink, whole, in this JVM. */
public final class RunningSink implements AutoCloseable {

    private static final HttpClient HTTP = HttpClient.newHttpClient();

    private final ConfigurableApplicationContext app;

    private RunningSink(ConfigurableApplicationContext app) {
        this.app = app;
    }

    /** Starts it on the real parts; {@code settings} are {@code name=value}. */
    public static RunningSink start(String... settings) {
        return new RunningSink(new SpringApplicationBuilder(SinkMain.class).run(arguments(settings)));
    }

    /** Starts it and waits until it is ready. */
    public static RunningSink startReady(String... settings) {
        RunningSink sink = start(settings);
        Await.until("the sink is ready", sink::isReady);
        return sink;
    }

    static String[] arguments(String... settings) {
        List<String> arguments = new ArrayList<>(List.of(
                "--oncemark.http.port=0",
                "--oncemark.kafka.bootstrap.servers=" + RealParts.broker().bootstrapServers(),
                "--oncemark.kafka.session.timeout.ms=6000",
                "--oncemark.kafka.heartbeat.interval.ms=1000",
                "--oncemark.postgres.url=" + RealParts.postgres().jdbcUrl()));
        for (String setting : settings) {
            arguments.add("--" + setting);
        }
        return arguments.toArray(String[]::new);
    }

    public boolean isReady() {
        return get("/health/ready").statusCode() == 200;
    }

    /** Returns once PostgreSQL's offsets are the ends of the topics. */
    public void awaitAllStored() {
        Await.until("everything is stored", () -> TopicEnds.stored().equals(TopicEnds.ends()));
    }

    public HttpResponse<String> get(String path) {
        String port = app.getEnvironment().getProperty("local.server.port");
        try {
            return HTTP.send(
                    HttpRequest.newBuilder(URI.create("http://127.0.0.1:" + port + path))
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
