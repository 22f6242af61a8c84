package dev.oncemark.ingest.server;

import dev.oncemark.ingest.settings.EdgeSettings;
import io.vertx.core.MultiMap;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerRequest;
import java.time.Instant;
import java.time.ZoneOffset;
import java.time.format.DateTimeFormatter;
import java.util.Locale;
import org.jspecify.annotations.Nullable;

/**
 * What every answer of one event loop has, whoever writes it: {@code Date}, by which clients correct their clocks, and
 * what lets pages of other origins read it.
 */
final class EveryAnswer {

    private static final CharSequence DATE = HttpHeaders.createOptimized("date");

    /** RFC 9110, section 5.6.7. */
    private static final DateTimeFormatter FORMAT = DateTimeFormatter.ofPattern(
                    "EEE, dd MMM yyyy HH:mm:ss 'GMT'", Locale.ENGLISH)
            .withZone(ZoneOffset.UTC);

    private final @Nullable Cors cors;
    private CharSequence date;

    EveryAnswer(EdgeSettings edge, Instant now) {
        this.cors = edge.origins().isEmpty() ? null : new Cors(edge);
        this.date = text(now);
    }

    /** To be called each second. */
    void tick(Instant now) {
        date = text(now);
    }

    private static CharSequence text(Instant now) {
        return HttpHeaders.createOptimized(FORMAT.format(now));
    }

    /** To be called before anything is answered. */
    void begin(HttpServerRequest request) {
        MultiMap answer = request.response().headers();
        answer.set(DATE, date);
        if (cors != null) {
            cors.mark(request, answer);
        }
    }

    /** Answers the preflight of a page that may call the API; false of any other request. */
    boolean answersPreflight(HttpServerRequest request) {
        if (cors == null || !cors.isPreflight(request)) {
            return false;
        }
        cors.allow(request.response().headers());
        var unused = request.response().setStatusCode(204).end();
        return true;
    }
}
