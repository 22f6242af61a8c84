package dev.oncemark.ingest;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Origin;
import dev.oncemark.ingest.broker.Tail;
import dev.oncemark.ingest.requests.Asked;
import dev.oncemark.ingest.requests.KnownRequests;
import dev.oncemark.ingest.requests.Position;
import dev.oncemark.ingest.requests.ResultPartitions;
import dev.oncemark.ingest.requests.Subscriptions;
import dev.oncemark.ingest.requests.Undecided;
import dev.oncemark.ingest.requests.Waiters;
import java.time.Duration;
import java.util.List;
import java.util.UUID;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Hands what is read to those who want to know. */
final class TailReader implements Tail.Reader {

    private final KnownRequests known;
    private final Audience audience;
    private final Duration grace;

    /** Who wants to know of results. */
    record Audience(
            Waiters waiters,
            Subscriptions subscriptions,
            ResultPartitions partitions,
            List<Consumer<CompletionResult>> counts) {}

    TailReader(KnownRequests known, Audience audience, Duration grace) {
        this.known = known;
        this.audience = audience;
        this.grace = grace;
    }

    @Override
    public void begins(int resultPartitions) {
        audience.partitions().are(resultPartitions);
    }

    @Override
    public void result(CompletionResult result, ConsumerRecord<String, byte[]> record) {
        Position at = new Position(record.partition(), record.offset());
        audience.partitions().read(at);
        audience.counts().forEach(count -> count.accept(result));
        // Nobody asks for an imported row by a request id, and an import is longer than the index.
        if (result.origin() == Origin.API) {
            audience.subscriptions().decided(known.decided(result, at));
            audience.waiters().decided(result);
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

    @Override
    public boolean isAwaited() {
        return audience.waiters().count() > 0 || audience.subscriptions().count() > 0;
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
