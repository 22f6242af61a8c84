package dev.oncemark.ingest.server;

import dev.oncemark.contracts.JsonSerde;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import io.vertx.core.http.HttpServerResponse;
import io.vertx.ext.web.RoutingContext;

/** How answers are written. One that cannot reach its client any more is dropped. */
public final class Answer {

    private static final CharSequence JSON = HttpHeaders.createOptimized("application/json");
    private static final CharSequence PROBLEM = HttpHeaders.createOptimized("application/problem+json");
    private static final CharSequence RETRY_AFTER = HttpHeaders.createOptimized("retry-after");

    /** In bytes: what fits into one packet gains nothing. */
    private static final int COMPRESSED = 1_400;
    /** In bytes: from here on it takes so long, a millisecond and more, that others are not to wait for it. */
    private static final int COMPRESSED_ASIDE = 64 << 10;

    private Answer() {}

    /** A problem that is the same for all who get it, written once. */
    record Prepared(int status, String retryAfter, Buffer body) {
        void write(HttpServerRequest request) {
            request.response().putHeader(RETRY_AFTER, retryAfter);
            Answer.write(request, status, PROBLEM, body);
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

    static void text(RoutingContext context, CharSequence type, String body) {
        write(context, 200, type, Buffer.buffer(body));
    }

    /** As it is, which may be compressed. */
    static void file(RoutingContext context, int status, CharSequence type, Buffer content) {
        write(context.request(), status, type, content);
    }

    /** What is sent as often as it is asked for, and compressed once. */
    record ServedFile(CharSequence type, Buffer plain, Buffer compressed) {
        static ServedFile of(String type, String content) {
            Buffer plain = Buffer.buffer(content);
            return new ServedFile(HttpHeaders.createOptimized(type), plain, Gzip.compressedWell(plain));
        }

        void write(RoutingContext context) {
            HttpServerRequest request = context.request();
            if (mayBeCompressed(request)) {
                Answer.compressed(request, 200, type, compressed);
            } else {
                Answer.write(request, 200, type, plain);
            }
        }
    }

    /**
     * Compressed where it is large, is read and not stored, and the client takes it: an answer to what was sent is mostly
     * small, and senders are many.
     */
    private static void write(RoutingContext context, int status, CharSequence type, Object body) {
        HttpServerRequest request = context.request();
        Buffer plain = body instanceof Buffer text ? text : encoded(body);
        if (plain.length() < COMPRESSED || !isRead(request.method()) || !mayBeCompressed(request)) {
            write(request, status, type, plain);
        } else if (plain.length() < COMPRESSED_ASIDE) {
            compressed(request, status, type, Gzip.compressed(plain));
        } else {
            context.vertx()
                    .executeBlocking(() -> Gzip.compressed(plain), false)
                    .onSuccess(compressed -> compressed(request, status, type, compressed))
                    .onFailure(failure -> ErrorHandlers.answer(context, failure));
        }
    }

    private static boolean isRead(HttpMethod method) {
        return method.equals(HttpMethod.GET) || method.equals(HttpMethod.HEAD);
    }

    private static boolean mayBeCompressed(HttpServerRequest request) {
        request.response().headers().add(HttpHeaders.VARY, HttpHeaders.ACCEPT_ENCODING);
        return Gzip.isTakenBy(request);
    }

    private static void compressed(HttpServerRequest request, int status, CharSequence type, Buffer compressed) {
        if (!request.response().ended() && !request.response().closed()) {
            request.response().putHeader(HttpHeaders.CONTENT_ENCODING, Gzip.NAME);
            write(request, status, type, compressed);
        }
    }

    private static Buffer encoded(Object body) {
        return Buffer.buffer(JsonSerde.MAPPER.writeValueAsBytes(body));
    }

    private static void write(HttpServerRequest request, int status, CharSequence type, Buffer body) {
        HttpServerResponse response = request.response();
        if (request.method().equals(HttpMethod.HEAD) && !response.ended()) {
            // The length that the answer to a GET has; none of it is sent.
            response.putHeader(HttpHeaders.CONTENT_LENGTH, String.valueOf(body.length()));
        }
        if (!response.ended() && !response.closed()) {
            var unused = response.setStatusCode(status)
                    .putHeader(HttpHeaders.CONTENT_TYPE, type)
                    .end(body);
        }
    }
}
