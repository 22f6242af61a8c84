package dev.oncemark.bench.peer;

import io.vertx.core.DeploymentOptions;
import io.vertx.core.Future;
import io.vertx.core.VerticleBase;
import io.vertx.core.Vertx;
import io.vertx.core.VertxOptions;
import io.vertx.core.http.HttpServerRequest;

/** The limit of HTTP: it reads the body, answers 202, and does nothing else, on as many event loops as the API. */
public final class VertxPeer extends VerticleBase {

    private static final int EVENT_LOOPS = 2;

    /** Arguments: the port. */
    public static void main(String[] words) {
        int port = Integer.parseInt(words[0]);
        Vertx vertx = Vertx.vertx(new VertxOptions().setEventLoopPoolSize(EVENT_LOOPS));
        vertx.deployVerticle(() -> new VertxPeer(port), new DeploymentOptions().setInstances(EVENT_LOOPS))
                .await();
    }

    private final int port;

    private VertxPeer(int port) {
        this.port = port;
    }

    @Override
    public Future<?> start() {
        return vertx.createHttpServer().requestHandler(VertxPeer::answer).listen(port, "127.0.0.1");
    }

    private static void answer(HttpServerRequest request) {
        Future<Void> answered = request.body()
                .compose(body -> request.response()
                        .setStatusCode(202)
                        .putHeader("Content-Type", "application/json")
                        .putHeader("Location", "/v1/completion-requests/1?enrollment=1")
                        .end("{\"requestId\":\"c0a80100-0000-4000-8000-000000000000\",\"status\":\"PENDING\"}"));
        answered.onFailure(gone -> request.connection().close());
    }
}
