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

    private static final int WAIT = 20;

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

    /** An administrator, who may take back, waive and reset. */
    static Client ofAdministrator(Stack stack) {
        return new Client(stack, stack.tokens().administrator());
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

        /** Of the result or the problem. */
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
        HttpRequest.Builder request = request(of(enrollment) + "/completions", seconds)
                .header("Content-Type", type)
                .header("Idempotency-Key", key)
                .POST(BodyPublishers.ofString(body));
        return send(request);
    }

    /** Completes it as a client does that has no keys. */
    Answer put(String enrollment, String lesson) {
        return send(request(of(enrollment, lesson) + "/completion", WAIT).PUT(BodyPublishers.noBody()))
                .join();
    }

    /** @param items objects, with commas between */
    Answer batch(String items) {
        return send(request("/v1/completions:batch", WAIT)
                        .header("Content-Type", "application/json")
                        .POST(BodyPublishers.ofString("{\"items\": [" + items + "]}")))
                .join();
    }

    /** @param revokes the request whose acceptance is meant, or null */
    Answer revoke(String enrollment, String lesson, String key, @Nullable String revokes) {
        String meant = revokes == null ? "" : "&revokes=" + revokes;
        return send(request(of(enrollment, lesson) + "/completion?reason=MARKED_BY_MISTAKE" + meant, WAIT)
                        .header("Idempotency-Key", key)
                        .DELETE())
                .join();
    }

    Answer waive(String enrollment, String lesson, String reason) {
        return send(request(of(enrollment, lesson) + "/waiver", WAIT)
                        .header("Content-Type", "application/json")
                        .PUT(BodyPublishers.ofString("{\"reason\": \"" + reason + "\"}")))
                .join();
    }

    Answer reset(String enrollment, int attempt) {
        return resetAsync(enrollment, attempt).join();
    }

    CompletableFuture<Answer> resetAsync(String enrollment, int attempt) {
        return send(request(of(enrollment) + "/attempts", WAIT)
                .header("Content-Type", "application/json")
                .POST(BodyPublishers.ofString(
                        "{\"attempt\": %d, \"reason\": \"RECERTIFICATION\"}".formatted(attempt))));
    }

    /** What is at the {@code Location} of an earlier answer, or at another path. */
    Answer get(String location) {
        return send(HttpRequest.newBuilder(URI.create(api + location))).join();
    }

    private HttpRequest.Builder request(String path, int seconds) {
        HttpRequest.Builder request = HttpRequest.newBuilder(URI.create(api + path));
        return seconds > 0 ? request.header("Prefer", "wait=" + seconds) : request;
    }

    static String of(String enrollment) {
        return "/v1/enrollments/" + URLEncoder.encode(enrollment, UTF_8);
    }

    static String of(String enrollment, String lesson) {
        return of(enrollment) + "/lessons/" + URLEncoder.encode(lesson, UTF_8);
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
