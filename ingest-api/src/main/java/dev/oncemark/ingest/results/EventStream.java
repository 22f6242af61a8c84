package dev.oncemark.ingest.results;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.JsonSerde;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.ingest.access.Caller;
import dev.oncemark.ingest.results.RequestIndex.IndexedResult;
import dev.oncemark.ingest.results.RequestRoute.Verdict;
import io.vertx.core.http.HttpHeaders;
import io.vertx.core.http.HttpServerResponse;
import java.time.Instant;
import java.util.Locale;

/**
 * One client's server-sent events. Each result is sent once, in order; one whom it does not concern never gets it. A
 * client that does not read, or whose token has expired, is hung up on: it comes back with the last id it saw.
 */
final class EventStream {

    private static final String NOT_COMPRESSED_BY_PROXIES = "no-cache, no-transform";
    private static final String NOT_HELD_UP_BY_PROXIES = "no";
    private static final int RETRY_MILLIS = 2_000;

    private final HttpServerResponse response;
    private final Caller caller;
    private long lastOffset = -1;
    private boolean ended;

    EventStream(HttpServerResponse response, Caller caller) {
        this.response = response;
        this.caller = caller;
    }

    /** Sends the head. */
    void open() {
        response.setChunked(true);
        putHeaders();
        write("retry: " + RETRY_MILLIS + "\n\n");
    }

    /** Sends the head to who asks for no more. */
    void endWithHead() {
        putHeaders();
        end();
    }

    private void putHeaders() {
        response.putHeader(HttpHeaders.CONTENT_TYPE, "text/event-stream")
                .putHeader(HttpHeaders.CACHE_CONTROL, NOT_COMPRESSED_BY_PROXIES)
                .putHeader("X-Accel-Buffering", NOT_HELD_UP_BY_PROXIES);
    }

    void send(IndexedResult indexed) {
        RecordPosition position = indexed.position();
        if (position.offset() <= lastOffset || !indexed.mayBeReadBy(caller)) {
            return;
        }
        lastOffset = position.offset();
        String kind = indexed.result().status().name().toLowerCase(Locale.ROOT);
        CompletionResult result = indexed.result();
        Object data = result.status() == Status.REJECTED ? Verdict.of(result, null) : result;
        String json = new String(JsonSerde.MAPPER.writeValueAsBytes(data), UTF_8);
        write("id: " + position.partition() + '-' + lastOffset + "\nevent: " + kind + "\ndata: " + json + "\n\n");
    }

    /** Results may be missing here: what is stored tells how it stands. */
    void gap() {
        write("event: gap\ndata: {}\n\n");
    }

    /** Shows that the stream is alive, if nothing else does. */
    void beat() {
        if (caller.expiresAt().isBefore(Instant.now())) {
            end();
        } else {
            write(": alive\n\n");
        }
    }

    private void write(String text) {
        if (ended || response.closed()) {
            return;
        }
        if (response.writeQueueFull()) {
            end();
            return;
        }
        var unused = response.write(text);
    }

    /** RequestFingerprint for again, nothing happens. */
    void end() {
        if (!ended && !response.ended()) {
            ended = true;
            var unused = response.end();
        }
    }
}
