import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.IOException;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.util.concurrent.CompletableFuture;

/** The API's clients, each answer checked: a recording that did not go as it is told here is none. */
record Api(String url, HttpClient http) {

    Api(String url) {
        this(url, HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build());
    }

    /** Submits one completion and waits up to 20 s for its verdict. */
    void submit(int wanted, String token, String enrollment, String lesson, String key) {
        submitAsync(wanted, token, enrollment, lesson, key).join();
    }

    CompletableFuture<Void> submitAsync(int wanted, String token, String enrollment, String lesson, String key) {
        return send(wanted, completion(token, enrollment, lesson, key).header("Prefer", "wait=20"));
    }

    /** Submits one completion, and is content with its being stored. */
    void leave(String token, String enrollment, String lesson, String key) {
        send(202, completion(token, enrollment, lesson, key)).join();
    }

    void put(int wanted, String token, String enrollment, String lesson) {
        String path = "/v1/enrollments/%s/lessons/%s/completion".formatted(encoded(enrollment), encoded(lesson));
        send(wanted, request(path, token).header("Prefer", "wait=20").PUT(BodyPublishers.ofString("{}"))).join();
    }

    void post(int wanted, String token, String path, String body) {
        send(wanted, request(path, token).header("Prefer", "wait=20").POST(BodyPublishers.ofString(body))).join();
    }

    private HttpRequest.Builder completion(String token, String enrollment, String lesson, String key) {
        String body = "{\"lessonId\": \"%s\", \"occurredAt\": \"2026-10-01T10:00:00.123Z\"}".formatted(lesson);
        return request("/v1/enrollments/%s/completions".formatted(encoded(enrollment)), token)
                .header("Idempotency-Key", "\"" + key + "\"")
                .POST(BodyPublishers.ofString(body));
    }

    private HttpRequest.Builder request(String path, String token) {
        return HttpRequest.newBuilder(URI.create(url + path))
                .header("Content-Type", "application/json")
                .header("Authorization", "Bearer " + token);
    }

    private CompletableFuture<Void> send(int wanted, HttpRequest.Builder builder) {
        HttpRequest request = builder.build();
        return http.sendAsync(request, BodyHandlers.ofString()).thenAccept(answer -> check(wanted, request, answer));
    }

    private static void check(int wanted, HttpRequest request, HttpResponse<String> answer) {
        if (answer.statusCode() != wanted) {
            throw new IllegalStateException("%s %s: %d wanted, %d came: %s"
                    .formatted(request.method(), request.uri(), wanted, answer.statusCode(), answer.body()));
        }
    }

    private static String encoded(String id) {
        return URLEncoder.encode(id, UTF_8).replace("+", "%20");
    }
}
