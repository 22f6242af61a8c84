package dev.oncemark.bench.load;

import io.vertx.core.Future;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClient;
import io.vertx.core.http.HttpClientOptions;
import io.vertx.core.http.HttpClientRequest;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.PoolOptions;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicInteger;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.Supplier;
import org.jspecify.annotations.Nullable;

/** Clients of one server that post JSON, on a fixed number of connections. */
public final class Poster implements AutoCloseable {

    private static final int EVENT_LOOPS = 2;
    private static final int CLOSE_SECONDS = 10;

    /** A server that has just started turns away what it has no time for yet. */
    private static final long AGAIN_MILLIS = 100;

    private final Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
    private final HttpClient client;
    private final Target target;

    /** @param token of a service; empty for none */
    public record Target(int port, String token, int connections) {}

    /** What is sent. */
    public record Post(String path, Buffer body) {}

    public Poster(Target target) {
        this.target = target;
        this.client = vertx.createHttpClient(
                new HttpClientOptions().setDefaultPort(target.port()).setDefaultHost("127.0.0.1"),
                new PoolOptions().setHttp1MaxSize(target.connections()).setEventLoopSize(EVENT_LOOPS));
    }

    /**
     * Sends what {@code posts} gives until that is null: on each connection the next when the last is answered. What was
     * answered 503 is sent again.
     *
     * @return how many were answered 202
     * @throws IllegalStateException if one was answered neither
     */
    public long postAll(Supplier<@Nullable Post> posts) {
        CompletableFuture<Long> all = new CompletableFuture<>();
        AtomicLong answered = new AtomicLong();
        AtomicInteger busy = new AtomicInteger(target.connections());
        for (int connection = 0; connection < target.connections(); connection++) {
            next(posts, answered, busy, all);
        }
        return all.join();
    }

    private void next(
            Supplier<@Nullable Post> posts, AtomicLong answered, AtomicInteger busy, CompletableFuture<Long> all) {
        Post post = posts.get();
        if (post == null) {
            if (busy.decrementAndGet() == 0) {
                all.complete(answered.get());
            }
            return;
        }
        untilTaken(post).onComplete(answer -> {
            if (answer.succeeded() && answer.result() == 202) {
                answered.incrementAndGet();
                next(posts, answered, busy, all);
            } else {
                all.completeExceptionally(
                        new IllegalStateException("answered " + answer.result() + " instead of 202", answer.cause()));
            }
        });
    }

    private Future<Integer> untilTaken(Post post) {
        return post(post)
                .compose(status -> status == 503
                        ? vertx.timer(AGAIN_MILLIS, TimeUnit.MILLISECONDS).compose(now -> untilTaken(post))
                        : Future.succeededFuture(status));
    }

    /** Sends one request; waits for a connection where all are busy. Gives the answer's status. */
    public Future<Integer> post(Post post) {
        return client.request(HttpMethod.POST, post.path()).compose(request -> send(request, post));
    }

    private Future<Integer> send(HttpClientRequest request, Post post) {
        if (!target.token().isEmpty()) {
            request.putHeader("Authorization", "Bearer " + target.token());
        }
        return request.putHeader("Content-Type", "application/json")
                .send(post.body())
                .compose(response -> response.body().map(body -> response.statusCode()));
    }

    @Override
    public void close() {
        try {
            vertx.close().await(CLOSE_SECONDS, TimeUnit.SECONDS);
        } catch (java.util.concurrent.TimeoutException late) {
            throw new IllegalStateException("the clients do not end", late);
        }
    }
}
