package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Origin;
import dev.oncemark.ingest.broker.Tail;
import dev.oncemark.ingest.health.ApiMetrics;
import dev.oncemark.ingest.requests.Asked;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.Position;
import dev.oncemark.ingest.requests.Undecided;
import dev.oncemark.ingest.requests.Waiters;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Hands what is read to those who want to know. */
final class TailReader implements Tail.Reader {

    private final KnownRequests known;
    private final Waiters waiters;
    private final ApiMetrics metrics;
    private final Duration grace;

    TailReader(KnownRequests known, Waiters waiters, ApiMetrics metrics, Duration grace) {
        this.known = known;
        this.waiters = waiters;
        this.metrics = metrics;
        this.grace = grace;
    }

    @Override
    public void result(CompletionResult result, ConsumerRecord<String, byte[]> record) {
        metrics.read(result);
        // Nobody asks for an imported row by a request id, and an import is longer than the index.
        if (result.origin() == Origin.API) {
            known.decided(result, new Position(record.partition(), record.offset()));
            waiters.decided(result);
        }
    }

    @Override
    public void request(ConsumerRecord<String, byte[]> record, long decidedBelow) {
        UUID event = uuid(record.headers().lastHeader(CloudEvents.ID));
        if (event != null) {
            Position at = new Position(record.partition(), record.offset());
            Asked asked = Asked.in(record.headers());
            long until = record.timestamp() + grace.toMillis();
            known.stored(
                    event,
                    record.offset() < decidedBelow
                            ? new Undecided(at, asked, until)
                            : Undecided.untilDecided(at, asked));
        }
    }

    private static @Nullable UUID uuid(@Nullable Header header) {
        try {
            return header == null || header.value() == null
                    ? null
                    : UUID.fromString(new String(header.value(), US_ASCII));
        } catch (IllegalArgumentException unreadable) {
            return null;
        }
    }
}
