package dev.oncemark.ingest.load;

import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.ThreadLocalRandom;
import java.util.concurrent.atomic.LongAdder;

/**
 * A process that keeps the API busy: on each connection it sends the next request when the last one is answered. Each
 * second it prints how many were answered 202 so far, and how many otherwise. It runs until it is killed.
 */
public final class LoadGenerator {

    private static final int ENROLLMENTS = 100_000;

    private final HttpClient client;
    private final Load load;
    private final LongAdder stored = new LongAdder();
    private final LongAdder refused = new LongAdder();

    /** @param items in each request; 0 for single completions */
    record Load(int port, String token, int connections, int items) {}

    private LoadGenerator(Vertx vertx, Load load) {
        this.load = load;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultPort(load.port()).setDefaultHost("127.0.0.1"),
                new PoolOptions().setHttp1MaxSize(load.connections()));
    }

    /** Arguments: port, token, connections, items. */
    public static void main(String[] arguments) {
        Load load = new Load(
                Integer.parseInt(arguments[0]),
                arguments[1],
                Integer.parseInt(arguments[2]),
                Integer.parseInt(arguments[3]));
        Vertx vertx = Vertx.vertx();
        LoadGenerator generator = new LoadGenerator(vertx, load);
        for (int connection = 0; connection < load.connections(); connection++) {
            generator.next();
        }
        vertx.setPeriodic(1_000, now -> System.out.println(generator.stored.sum() + " " + generator.refused.sum()));
    }

    private void next() {
        client.request(HttpMethod.POST, path()).compose(this::send).onComplete(answered -> {
            (answered.succeeded() && answered.result() == 202 ? stored : refused).increment();
            next();
        });
    }

    private io.vertx.core.Future<Integer> send(HttpClientRequest request) {
        return request.putHeader("Authorization", "Bearer " + load.token())
                .putHeader("Content-Type", "application/json")
                .send(Buffer.buffer(body()))
                .compose(response -> response.body().map(body -> response.statusCode()));
    }

    private String path() {
        return load.items() == 0 ? "/v1/enrollments/" + enrollment() + "/completions" : "/v1/completions:batch";
    }

    private static String enrollment() {
        return "enrollment-" + ThreadLocalRandom.current().nextInt(ENROLLMENTS);
    }

    private String body() {
        if (load.items() == 0) {
            return "{\"lessonId\": \"lesson-17\"}";
        }
        StringBuilder items = new StringBuilder("{\"items\": [");
        for (int item = 0; item < load.items(); item++) {
            items.append(item == 0 ? "" : ", ")
                    .append("{\"enrollmentId\": \"")
                    .append(enrollment())
                    .append("\", \"lessonId\": \"lesson-")
                    .append(item)
                    .append("\"}");
        }
        return items.append("]}").toString();
    }
}
