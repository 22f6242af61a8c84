package dev.oncemark.ingest.server;

import dev.oncemark.ingest.settings.EdgeSettings;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpMethod;
import io.vertx.core.http.HttpServerRequest;
import java.util.Map;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.jspecify.annotations.Nullable;

/**
 * Which pages of other origins may call the API (CORS, in the Fetch standard). Browsers ask before they send anything
 * (preflight), without a token, and may ask whenever they could send: so it is answered under any load. What a page may
 * then do is up to its token; no browser adds that by itself, and so no answer allows credentials.
 */
final class Cors {

    private static final CharSequence ORIGIN = HttpHeaders.createOptimized("origin");
    private static final CharSequence ANY = HttpHeaders.createOptimized(EdgeSettings.ALL);
    private static final CharSequence METHODS = HttpHeaders.createOptimized("GET, HEAD, POST, PUT, DELETE");

    /** What the API reads, and what pages' libraries and tracing add to it. */
    private static final CharSequence REQUEST_HEADERS = HttpHeaders.createOptimized(
            "authorization, content-type, content-encoding, idempotency-key, prefer, last-event-id, if-none-match,"
                    + " cache-control, traceparent, tracestate, baggage, x-request-id, x-requested-with");

    private static final CharSequence EXPOSED_HEADERS = HttpHeaders.createOptimized(
            "location, retry-after, preference-applied, allow, date, www-authenticate, accept-encoding");

    /** Two hours: no browser remembers longer than a day, and Chromium not longer than this. */
    private static final CharSequence SECONDS_REMEMBERED = HttpHeaders.createOptimized("7200");

    private final @Nullable CharSequence always;
    private final Map<String, CharSequence> origins;

    /** @param edge has an origin at least */
    Cors(EdgeSettings edge) {
        boolean isForAll = edge.origins().contains(EdgeSettings.ALL);
        this.always = isForAll ? ANY : null;
        this.origins =
                edge.origins().stream().collect(Collectors.toMap(Function.identity(), HttpHeaders::createOptimized));
    }

    /** Lets the page that asked read the answer, if it may. */
    void mark(HttpServerRequest request, MultiMap answer) {
        if (always == null) {
            answer.add(HttpHeaders.VARY, ORIGIN);
        }
        CharSequence allowed = allowed(request);
        if (allowed != null) {
            answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_ORIGIN, allowed);
            answer.set(HttpHeaders.ACCESS_CONTROL_EXPOSE_HEADERS, EXPOSED_HEADERS);
        }
    }

    private @Nullable CharSequence allowed(HttpServerRequest request) {
        if (always != null) {
            return always;
        }
        String origin = request.getHeader(ORIGIN);
        if (origin == null) {
            // What cannot be read names no origin. Its answer says only that, and any page may read it.
            return request.decoderResult().isFailure() ? ANY : null;
        }
        return origins.get(origin);
    }

    /** Whether a browser asks, for a page that may, what it may send. */
    boolean isPreflight(HttpServerRequest request) {
        return request.method().equals(HttpMethod.OPTIONS)
                && request.headers().contains(HttpHeaders.ACCESS_CONTROL_REQUEST_METHOD)
                && request.headers().contains(ORIGIN)
                && allowed(request) != null;
    }

    /** The same for all paths: what a path does not take is told, readably, to who sends it. */
    void allow(MultiMap answer) {
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_METHODS, METHODS);
        answer.set(HttpHeaders.ACCESS_CONTROL_ALLOW_HEADERS, REQUEST_HEADERS);
        answer.set(HttpHeaders.ACCESS_CONTROL_MAX_AGE, SECONDS_REMEMBERED);
    }
}
