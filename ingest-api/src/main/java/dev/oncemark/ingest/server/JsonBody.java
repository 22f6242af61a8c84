package dev.oncemark.ingest.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON body of bounded length. A longer one is refused as soon as that is known, and what still comes of it is
 * thrown away, so that the client gets to read why.
 */
public final class JsonBody {

    private static final String JSON = "application/json";
    /** How much of a refused body is read before the connection is closed instead, in bytes. */
    private static final long DISCARDED = 4 << 20;

    private final HttpServerRequest request;
    private final int limit;
    private final Promise<Buffer> whole = Promise.promise();
    private @Nullable Buffer read;
    private long length;

    private JsonBody(HttpServerRequest request, int limit) {
        this.request = request;
        this.limit = limit;
    }

    /** Fails with a {@link Problem.ProblemException} if the body is not JSON by its type, or is too long. */
    public static Future<Buffer> json(HttpServerRequest request, int limit) {
        JsonBody body = new JsonBody(request, limit);
        if (!isJson(request.getHeader(HttpHeaders.CONTENT_TYPE))) {
            body.whole.fail(Problems.mediaType().exception());
        } else if (isOver(request.getHeader(HttpHeaders.CONTENT_LENGTH), limit)) {
            body.whole.fail(Problems.tooLarge(limit).exception());
        }
        return body.receive();
    }

    /** Of whatever type the body is; fails with a {@link Problem.ProblemException} if it is too long. */
    public static Future<Buffer> ofAnyType(HttpServerRequest request, int limit) {
        JsonBody body = new JsonBody(request, limit);
        if (isOver(request.getHeader(HttpHeaders.CONTENT_LENGTH), limit)) {
            body.whole.fail(Problems.tooLarge(limit).exception());
        }
        return body.receive();
    }

    /** Of a request that has no body; fails with a {@link Problem.ProblemException} if there is one of no type. */
    public static Future<@Nullable Buffer> none(HttpServerRequest request) {
        return none(request, Problems.mediaType());
    }

    /** Of a request that has no body; fails with {@code unwanted} if there is one. */
    public static Future<@Nullable Buffer> none(HttpServerRequest request, Problem unwanted) {
        return new JsonBody(request, 0)
                .receive()
                .transform(read ->
                        read.failed() ? Future.failedFuture(unwanted.exception()) : Future.succeededFuture(null));
    }

    private Future<Buffer> receive() {
        request.handler(this::add);
        request.endHandler(end -> whole.tryComplete(read == null ? Buffer.buffer() : read));
        request.exceptionHandler(whole::tryFail);
        return whole.future();
    }

    private static boolean isJson(@Nullable String contentType) {
        if (contentType == null) {
            return false;
        }
        int parameters = contentType.indexOf(';');
        String type = parameters < 0 ? contentType : contentType.substring(0, parameters);
        return type.equals(JSON) || type.strip().toLowerCase(Locale.ROOT).equals(JSON);
    }

    private static boolean isOver(@Nullable String contentLength, int limit) {
        try {
            return contentLength != null && Long.parseLong(contentLength) > limit;
        } catch (NumberFormatException unreadable) {
            return true;
        }
    }

    private void add(Buffer chunk) {
        length += chunk.length();
        if (length > DISCARDED) {
            var unused = request.connection().close();
        } else if (length > limit) {
            read = null;
            whole.tryFail(Problems.tooLarge(limit).exception());
        } else {
            read = read == null ? chunk : read.copy().appendBuffer(chunk);
        }
    }
}
