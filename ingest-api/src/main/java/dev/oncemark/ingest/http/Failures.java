package dev.oncemark.ingest.http;

import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.ingest.http.Problem.Refusal;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered where no verdict can be: always a problem, never a stack trace. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    /** To be called when the router has all its routes. */
    static void mount(Router router) {
        Allowed allowed = new Allowed(router);
        router.errorHandler(404, context -> Answer.problem(context, Problems.notFound()));
        router.errorHandler(405, context -> {
            context.response().putHeader(HttpHeaders.ALLOW, allowed.methods(context.normalizedPath()));
            Answer.problem(
                    context,
                    Problems.methodNotAllowed(String.valueOf(context.request().method())));
        });
        router.errorHandler(400, context -> Answer.problem(context, Problems.unreadableRequest(400)));
        router.errorHandler(500, context -> answer(context, context.failure()));
    }

    static void answer(RoutingContext context, @Nullable Throwable failure) {
        if (failure instanceof Refusal refusal) {
            Answer.problem(context, refusal.problem());
        } else if (!(failure instanceof HttpClosedException)) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("method", context.request().method())
                    .log("A request could not be answered");
            Answer.problem(context, Problems.internal());
        }
    }

    /** Answers what could not be read as HTTP at all, and hangs up. */
    static void unreadable(HttpServerRequest request) {
        Problem problem =
                Problems.unreadableRequest(statusOf(request.decoderResult().cause()));
        var unused = request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Buffer.buffer(JsonSerde.MAPPER.writeValueAsBytes(problem)))
                .onComplete(written -> request.connection().close());
    }

    private static int statusOf(@Nullable Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return 414;
        }
        return cause instanceof TooLongFrameException ? 431 : 400;
    }
}
