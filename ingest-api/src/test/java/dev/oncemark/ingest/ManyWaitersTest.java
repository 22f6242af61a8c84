package dev.oncemark.ingest;

import static org.assertj.core.api.Assertions.assertThat;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.ArrayList;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;

/** 5,000 clients wait at once: that costs no thread each, and every one gets its answer. */
class ManyWaitersTest {

    private static final int CLIENTS = 5_000;
    private static final int FEW_THREADS = 20;

    @Test
    void shouldAnswerEveryoneOf5000WhoWait() throws Exception {
        String path = "/v1/enrollments/" + UUID.randomUUID();
        Vertx vertx = Vertx.vertx();
        try (RunningApi api = RunningApi.start(Map.of()).ready()) {
            HttpClient client = vertx.createHttpClient(
                    new HttpClientOptions().setKeepAlive(false), new PoolOptions().setHttp1MaxSize(CLIENTS));
            int threadsBefore = Thread.activeCount();
            List<Future<Integer>> answers = new ArrayList<>();
            for (int count = 0; count < CLIENTS; count++) {
                answers.add(post(client, api.port(), path + count + "/completions"));
            }
            Eventually.isTrue("all of them wait", () -> waiting(api) == CLIENTS);
            assertThat(Thread.activeCount() - threadsBefore).isLessThan(FEW_THREADS);

            // They are decided late: by one who begins with the first of them.
            PretendStreamsApp streamsApp =
                    PretendStreamsApp.startFromTheBeginning(RealParts.broker().bootstrapServers());
            Future.all(answers).await(60, TimeUnit.SECONDS);
            streamsApp.close();

            assertThat(answers).allMatch(answer -> answer.result() == 201);
            assertThat(waiting(api)).isZero();
        } finally {
            vertx.close().await();
        }
    }

    private static Future<Integer> post(HttpClient client, int port, String path) {
        return client.request(HttpMethod.POST, port, "127.0.0.1", path)
                .compose(request -> request.putHeader("Content-Type", "application/json")
                        .putHeader("Prefer", "wait=30")
                        .send(Buffer.buffer("{\"lessonId\": \"lesson\"}")))
                .map(response -> response.statusCode());
    }

    private static int waiting(RunningApi api) {
        return api.get("/v1/activity").json().at("/counts/waiting").asInt();
    }
}
