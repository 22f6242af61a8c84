package dev.oncemark.ingest.http;

import dev.oncemark.ingest.http.Problem.Refusal;
import io.netty.handler.codec.TooLongFrameException;
import io.netty.handler.codec.http.TooLongHttpLineException;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.ext.web.Router;
import io.vertx.ext.web.RoutingContext;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/** What is answered where no route answers: always a problem, never a stack trace. */
final class Failures {

    private static final Logger LOG = LoggerFactory.getLogger(Failures.class);

    private Failures() {}

    static void mount(Router router) {
        router.route().failureHandler(Failures::failed);
        router.errorHandler(404, context -> Answer.problem(context, Problems.notFound()));
        router.errorHandler(405, Failures::methodNotAllowed);
        router.errorHandler(400, context -> Answer.problem(context, Problems.unreadableRequest(400, "")));
        router.errorHandler(500, Failures::failed);
    }

    private static void methodNotAllowed(RoutingContext context) {
        String method = String.valueOf(context.request().method());
        Answer.problem(context, Problems.methodNotAllowed(method));
    }

    private static void failed(RoutingContext context) {
        Throwable failure = context.failure();
        if (failure instanceof Refusal refusal) {
            Answer.problem(context, refusal.problem());
        } else if (failure == null) {
            context.next();
        } else if (!(failure instanceof HttpClosedException)) {
            LOG.atError()
                    .setCause(failure)
                    .addKeyValue("route", context.currentRoute())
                    .log("A request failed");
            Answer.problem(context, Problems.internal());
        }
    }

    /** Answers what could not be read as HTTP at all, and hangs up. */
    static void unreadable(HttpServerRequest request) {
        Throwable cause = request.decoderResult().cause();
        Problem problem = Problems.unreadableRequest(statusOf(cause), "");
        var unused = request.response()
                .setStatusCode(problem.status())
                .putHeader(HttpHeaders.CONTENT_TYPE, "application/problem+json")
                .putHeader(HttpHeaders.CONNECTION, HttpHeaders.CLOSE)
                .end(Buffer.buffer(dev.oncemark.contracts.JsonSerde.MAPPER.writeValueAsBytes(problem)))
                .onComplete(written -> request.connection().close());
    }

    private static int statusOf(Throwable cause) {
        if (cause instanceof TooLongHttpLineException) {
            return 414;
        }
        return cause instanceof TooLongFrameException ? 431 : 400;
    }
}
