package dev.oncemark.ingest.server;

import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.buffer.Buffer;
import io.vertx.core.http.HttpClosedException;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.io.IOException;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * Reads a JSON body of bounded length, before and after it is expanded. A longer one is refused as soon as that is
 * known, and what still comes of it is thrown away, so that the client gets to read why.
 */
public final class JsonBody {

    private static final String JSON = "application/json";
    /** What bodies may be in, for who sent another (RFC 7694). */
    private static final CharSequence CODINGS = HttpHeaders.createOptimized("gzip, identity");
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

    /** Fails with a {@link Problem.ProblemException} if the body is not JSON by its type, cannot be read, or is too long. */
    public static Future<Buffer> json(HttpServerRequest request, int limit) {
        boolean isJson = isJson(request.getHeader(HttpHeaders.CONTENT_TYPE));
        return new JsonBody(request, limit).read(isJson ? null : Problems.mediaType());
    }

    /** Of whatever type the body is; fails with a {@link Problem.ProblemException} if it cannot be read, or is too long. */
    public static Future<Buffer> ofAnyType(HttpServerRequest request, int limit) {
        return new JsonBody(request, limit).read(null);
    }

    private Future<Buffer> read(@Nullable Problem unwanted) {
        String coding = codingOf(request);
        if (unwanted != null) {
            whole.fail(unwanted.exception());
        } else if (coding != null && !Gzip.isName(coding)) {
            request.response().putHeader(HttpHeaders.ACCEPT_ENCODING, CODINGS);
            whole.fail(Problems.contentCoding().exception());
        } else if (isOver(request.getHeader(HttpHeaders.CONTENT_LENGTH), limit)) {
            whole.fail(Problems.tooLarge(limit).exception());
        }
        return coding == null ? receive() : receive().map(compressed -> expanded(compressed, limit));
    }

    /** Null where the body is as it is. */
    private static @Nullable String codingOf(HttpServerRequest request) {
        if (!request.headers().contains(HttpHeaders.CONTENT_ENCODING)) {
            return null;
        }
        String coding = String.join(",", request.headers().getAll(HttpHeaders.CONTENT_ENCODING))
                .strip();
        return coding.isEmpty() || coding.equalsIgnoreCase("identity") ? null : coding;
    }

    private static Buffer expanded(Buffer compressed, int limit) {
        try {
            Buffer plain = Gzip.expanded(compressed, limit);
            if (plain == null) {
                throw Problems.tooLarge(limit).exception();
            }
            return plain;
        } catch (IOException unreadable) {
            throw Problems.unreadableJson("Content-Encoding says gzip, and the body is not, or not all of it")
                    .exception();
        }
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
        request.exceptionHandler(failure -> whole.tryFail(
                failure instanceof HttpClosedException
                        ? failure
                        : Problems.unreadableRequest(400).exception()));
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
