package dev.oncemark.localstack;

import dev.oncemark.contracts.JsonSerde;
import java.io.IOException;
import java.net.URI;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.Map;
import tools.jackson.databind.JsonNode;

/** Requests to the parts' HTTP servers. */
public final class Http {

    private static final HttpClient CLIENT = HttpClient.newBuilder()
            .version(HttpClient.Version.HTTP_1_1)
            .connectTimeout(Duration.ofSeconds(2))
            .build();
    private static final Duration LIMIT = Duration.ofSeconds(20);

    private Http() {}

    /** What a server answered; status 0 where there was no answer, with the reason as its body. */
    public record Answer(int status, String body) {
        /** Whether there is a body that begins like a JSON object. */
        public boolean isJson() {
            return body.startsWith("{");
        }

        /** @throws tools.jackson.core.JacksonException if the body is not JSON */
        public JsonNode json() {
            return JsonSerde.MAPPER.readTree(body);
        }
    }

    public static Answer get(String url) {
        return send(HttpRequest.newBuilder(URI.create(url)).GET());
    }

    static Answer put(String url, String json) {
        return send(HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .PUT(BodyPublishers.ofString(json)));
    }

    static Answer delete(String url) {
        return delete(url, Map.of());
    }

    public static Answer delete(String url, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url)).DELETE();
        headers.forEach(request::header);
        return send(request);
    }

    /** @param headers beside the content type, which is JSON's */
    public static Answer post(String url, String json, Map<String, String> headers) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(url))
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(json));
        headers.forEach(request::header);
        return send(request);
    }

    private static Answer send(HttpRequest.Builder request) {
        try {
            var response = CLIENT.send(request.timeout(LIMIT).build(), BodyHandlers.ofString());
            return new Answer(response.statusCode(), response.body());
        } catch (IOException none) {
            return new Answer(0, String.valueOf(none.getMessage()));
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            return new Answer(0, "interrupted");
        }
    }
}
