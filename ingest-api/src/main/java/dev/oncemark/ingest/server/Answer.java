package dev.oncemark.ingest.server;

import dev.oncemark.contracts.JsonSerde;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** How answers are written. One that cannot reach its client any more is dropped. */
public final class Answer {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");

    private Answer() {}

    /** A problem that is the same for all who get it, written once. */
    record Prepared(int status, String retryAfter, Buffer body) {
        void write(HttpServerResponse response) {
            response.putHeader(RETRY_AFTER, retryAfter);
            Answer.write(response, status, PROBLEM, body);
        }
    }

    static Prepared prepared(Problem problem) {
        return new Prepared(problem.status(), String.valueOf(problem.retryAfter()), encoded(problem));
    }

    public static void json(RoutingContext context, int status, Object body) {
        write(context, status, JSON, body);
    }

    public static void problem(RoutingContext context, Problem problem) {
        if (problem.retryAfter() > 0) {
            context.response().putHeader(RETRY_AFTER, String.valueOf(problem.retryAfter()));
        }
        if (LegacyErrors.areFor(context.request())) {
            write(context, problem.status(), JSON, LegacyErrors.body(problem, context.request()));
        } else {
            write(context, problem.status(), PROBLEM, problem);
        }
    }

    static void text(RoutingContext context, int status, CharSequence type, String body) {
        write(context.response(), status, type, Buffer.buffer(body));
    }

    static void file(RoutingContext context, int status, CharSequence type, Buffer content) {
        write(context.response(), status, type, content);
    }

    private static void write(RoutingContext context, int status, CharSequence type, Object body) {
        write(context.response(), status, type, encoded(body));
    }

    private static Buffer encoded(Object body) {
        return Buffer.buffer(JsonSerde.MAPPER.writeValueAsBytes(body));
    }

    private static void write(HttpServerResponse response, int status, CharSequence type, Buffer body) {
        if (!response.ended() && !response.closed()) {
            var unused = response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .end(body);
        }
    }
}
