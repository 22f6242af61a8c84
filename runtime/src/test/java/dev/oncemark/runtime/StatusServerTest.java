package dev.oncemark.runtime;

import static org.assertj.core.api.Assertions.assertThat;

import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpResponse;
import java.util.LinkedHashMap;
import java.util.Map;
import org.junit.jupiter.api.AfterEach;
import org.junit.jupiter.api.BeforeEach;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.params.ParameterizedTest;
import org.junit.jupiter.params.provider.ValueSource;

class StatusServerTest {

    private final HttpClient client = HttpClient.newHttpClient();
    private volatile Health ready = Health.up();
    private StatusServer server;

    @BeforeEach
    void start() throws Exception {
        server = StatusServer.start(new HttpAddress("127.0.0.1", 0), Health::up, () -> ready, () -> "a_metric 1.0\n");
    }

    @AfterEach
    void close() {
        server.close();
    }

    @Test
    void shouldSayWhetherTheAppIsReadyAndWhyNot() throws Exception {
        assertThat(get("/health/ready").statusCode()).isEqualTo(200);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"UP\"}");

        ready = Health.down("why", "state \"x\"\n\\");
        assertThat(get("/health/ready").statusCode()).isEqualTo(503);
        assertThat(get("/health/ready").body()).isEqualTo("{\"status\":\"DOWN\",\"why\":\"state \\\"x\\\"\\n\\\\\"}");
        assertThat(get("/health/live").statusCode()).isEqualTo(200);
    }

    @Test
    void shouldBeUpIfAllPartsAre() {
        Map<String, Health> parts = new LinkedHashMap<>();
        parts.put("postgres", Health.up());
        assertThat(Health.of(parts).isUp()).isTrue();
        parts.put("kafka", Health.down("reason", "away"));
        assertThat(Health.of(parts).json())
                .isEqualTo("{\"status\":\"DOWN\",\"postgres\":{\"status\":\"UP\"},"
                        + "\"kafka\":{\"status\":\"DOWN\",\"reason\":\"away\"}}");
    }

    @Test
    void shouldServeMetricsAndNothingElse() throws Exception {
        assertThat(get("/metrics").body()).isEqualTo("a_metric 1.0\n");
        assertThat(get("/metrics/more").statusCode()).isEqualTo(404);
        assertThat(get("/").statusCode()).isEqualTo(404);
    }

    @ParameterizedTest
    @ValueSource(strings = {"/health/live", "/health/ready", "/metrics"})
    void shouldAnswerHeadAsGetWithoutTheBodyAndSayWhatElseItTakes(String path) throws Exception {
        ready = Health.down("why", "away");
        HttpResponse<String> got = get(path);
        HttpResponse<String> head = send("HEAD", path);
        HttpResponse<String> options = send("OPTIONS", path);
        HttpResponse<String> post = send("POST", path);

        assertThat(head.statusCode()).isEqualTo(got.statusCode());
        assertThat(head.body()).isEmpty();
        assertThat(head.headers().firstValue("Content-Length"))
                .isEqualTo(got.headers().firstValue("Content-Length"));
        assertThat(head.headers().firstValue("Date")).isPresent();
        assertThat(options.statusCode()).isEqualTo(204);
        assertThat(options.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
        assertThat(post.statusCode()).isEqualTo(405);
        assertThat(post.headers().firstValue("Allow")).contains("GET, HEAD, OPTIONS");
    }

    private HttpResponse<String> get(String path) throws Exception {
        return send("GET", path);
    }

    private HttpResponse<String> send(String method, String path) throws Exception {
        URI uri = URI.create("http://127.0.0.1:" + server.port() + path);
        HttpRequest request = HttpRequest.newBuilder(uri)
                .method(method, HttpRequest.BodyPublishers.noBody())
                .build();
        return client.send(request, HttpResponse.BodyHandlers.ofString());
    }
}
