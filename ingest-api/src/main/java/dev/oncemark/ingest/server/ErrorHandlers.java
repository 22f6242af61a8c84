package dev.oncemark.ingest.server;

import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.ingest.server.Problem.ProblemException;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered where no verdict can be: always a problem, never a stack trace. */
public final class ErrorHandlers {

    private static final Logger LOG = LoggerFactory.getLogger(ErrorHandlers.class);

    private static final int INTERNAL = 500;

    private ErrorHandlers() {}

    /** To be called when the router has all its routes. */
    static void mount(Router router) {
        AllowHeader allowed = new AllowHeader(router);
        router.errorHandler(404, context -> {
            if (isOptions(context) && "*".equals(context.request().uri())) {
                options(context, allowed.methods());
            } else {
                Answer.problem(context, Problems.notFound());
            }
        });
        router.errorHandler(405, context -> {
            String methods = allowed.methods(context.normalizedPath());
            if (isOptions(context)) {
                options(context, methods);
                return;
            }
            context.response().putHeader(HttpHeaders.ALLOW, methods);
            Answer.problem(
                    context,
                    Problems.methodNotAllowed(String.valueOf(context.request().method())));
        });
        router.errorHandler(400, context -> Answer.problem(context, Problems.unreadableRequest(400)));
        router.errorHandler(500, context -> answer(context, context.failure()));
    }

    private static boolean isOptions(RoutingContext context) {
        return HttpMethod.OPTIONS.equals(context.request().method());
    }

    private static void options(RoutingContext context, String methods) {
        var unused = context.response()
                .setStatusCode(204)
                .putHeader(HttpHeaders.ALLOW, methods)
                .end();
    }

    public static void answer(RoutingContext context, @Nullable Throwable failure) {
        if (failure instanceof HttpClosedException) {
            return;
        }
        Problem problem = problemOf(failure);
        if (problem.status() == INTERNAL) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("method", context.request().method())
                    .log("a request could not be answered");
        }
        Answer.problem(context, problem);
    }

    /** What the failure says to the client; where that is nothing, an internal error. */
    public static Problem problemOf(@Nullable Throwable failure) {
        if (failure instanceof ProblemException known) {
            return known.problem();
        }
        return failure instanceof Ids.InvalidIdException invalid
                ? Problems.field(invalid.field(), invalid.problem())
                : Problems.internal();
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
