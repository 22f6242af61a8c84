package dev.oncemark.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.endtoend.stack.Stack;
import java.net.URI;
import java.net.URLEncoder;
import java.net.http.HttpClient;
import java.net.http.HttpRequest;
import java.net.http.HttpRequest.BodyPublishers;
import java.net.http.HttpResponse;
import java.net.http.HttpResponse.BodyHandlers;
import java.time.Duration;
import java.util.UUID;
import java.util.concurrent.CompletableFuture;
import org.jspecify.annotations.Nullable;
import tools.jackson.databind.JsonNode;

/** A client of the API, as any service would write it; it has a token, unless it is told to have none. */
final class Client {

    private final String api;
    private final @Nullable String token;
    private final HttpClient http =
            HttpClient.newBuilder().version(HttpClient.Version.HTTP_1_1).build();

    /** A service, which may act for all learners. */
    Client(Stack stack) {
        this(stack, stack.tokens().service());
    }

    private Client(Stack stack, @Nullable String token) {
        this.api = stack.api();
        this.token = token;
    }

    static Client ofLearner(Stack stack, String learner) {
        return new Client(stack, stack.tokens().learner(learner));
    }

    static Client withToken(Stack stack, @Nullable String token) {
        return new Client(stack, token);
    }

    /** An answer and how long it took to come. */
    record Answer(HttpResponse<String> response, Duration after) {

        int status() {
            return response.statusCode();
        }

        String header(String name) {
            return response.headers().firstValue(name).orElse("");
        }

        String field(String name) {
            return json().path(name).asString("");
        }

        JsonNode json() {
            return JsonSerde.MAPPER.readTree(response.body());
        }
    }

    /** Submits and waits up to {@code seconds} for the verdict; 0 asks for none. */
    Answer submit(String enrollment, String lesson, int seconds) {
        return submitAsync(enrollment, lesson, seconds).join();
    }

    CompletableFuture<Answer> submitAsync(String enrollment, String lesson, int seconds) {
        return post(enrollment, "{\"lessonId\": \"" + lesson + "\"}", "application/json", seconds);
    }

    /** Submits under a key, as one did who may have submitted the same before. */
    Answer submitAgain(String enrollment, String lesson, String occurredAt, String key) {
        String body = "{\"lessonId\": \"%s\", \"occurredAt\": \"%s\"}".formatted(lesson, occurredAt);
        return post(enrollment, body, "application/json", key, 20).join();
    }

    CompletableFuture<Answer> post(String enrollment, String body, String type, int seconds) {
        return post(enrollment, body, type, UUID.randomUUID().toString(), seconds);
    }

    private CompletableFuture<Answer> post(String enrollment, String body, String type, String key, int seconds) {
        String path = "/v1/enrollments/" + URLEncoder.encode(enrollment, UTF_8) + "/completions";
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path))
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
        if (seconds > 0) {
            request.header("Prefer", "wait=" + seconds);
        }
        return send(request);
    }

    /** What is at the {@code Location} of an earlier answer. */
    Answer get(String location) {
        return send(HttpRequest.newBuilder(URI.create(api + location))).join();
    }

    private CompletableFuture<Answer> send(HttpRequest.Builder request) {
        if (token != null) {
            request.header("Authorization", "Bearer " + token);
        }
        long start = System.nanoTime();
        return http.sendAsync(request.build(), BodyHandlers.ofString())
                .thenApply(response -> new Answer(response, Duration.ofNanos(System.nanoTime() - start)));
    }
}
