package dev.oncemark.ingest.results;

import static java.nio.charset.StandardCharsets.US_ASCII;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import dev.oncemark.ingest.progress.CourseOutlines;
import dev.oncemark.ingest.progress.ResultPartitions;
import dev.oncemark.ingest.results.RequestIndex.PendingRequest;
import dev.oncemark.ingest.server.ApiMetrics;
import java.time.Duration;
import java.util.UUID;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.common.header.Header;
import org.jspecify.annotations.Nullable;

/** Dispatches each result to the index, the counters, subscribers and waiters; all on the thread that reads. */
public final class ResultDispatcher {

    private static final String REQUESTS = Topics.COMPLETION_REQUESTS.name();
    private static final String RESULTS = Topics.COMPLETION_RESULTS.name();

    private final RequestIndex index;
    private final Waiters waiters;
    private final Subscriptions subscriptions;
    private final ResultPartitions partitions;
    private final CourseOutlines outlines;
    private final ApiMetrics metrics;
    private final long graceMillis;

    /** @param grace how long the streams-app may keep a request that it has read */
    public ResultDispatcher(
            RequestIndex index,
            Waiters waiters,
            Subscriptions subscriptions,
            ResultPartitions partitions,
            CourseOutlines outlines,
            ApiMetrics metrics,
            Duration grace) {
        this.index = index;
        this.waiters = waiters;
        this.subscriptions = subscriptions;
        this.partitions = partitions;
        this.outlines = outlines;
        this.metrics = metrics;
        this.graceMillis = grace.toMillis();
    }

    /** Before anything is read. */
    void partitionCount(int results) {
        partitions.partitionCount(results);
    }

    void result(CompletionResult result, ConsumerRecord<String, byte[]> record) {
        partitions.read(record.partition(), record.offset());
        metrics.read(result);
        // Nobody asks for an imported row by a request id, and an import is longer than the index.
        if (result.origin() != Origin.IMPORT) {
            var position = new RecordPosition(RESULTS, record.partition(), record.offset());
            subscriptions.decided(index.decided(result, position));
            waiters.decided(result);
        }
    }

    /**
     * @param decidedBelow the offset below which the streams-app had read its requests before reading began here; what
     *     it still keeps of them is decided soon
     */
    void request(ConsumerRecord<String, byte[]> record, long decidedBelow) {
        UUID event = uuid(record.headers().lastHeader(CloudEvents.ID));
        if (event != null) {
            var position = new RecordPosition(REQUESTS, record.partition(), record.offset());
            RequestFingerprint fingerprint = RequestFingerprint.in(record.headers());
            index.stored(
                    event,
                    record.offset() < decidedBelow
                            ? new PendingRequest(position, fingerprint, record.timestamp() + graceMillis)
                            : PendingRequest.untilDecided(position, fingerprint));
        }
    }

    void outline(CourseOutline outline) {
        outlines.read(outline);
    }

    boolean hasListeners() {
        return waiters.count() > 0 || subscriptions.count() > 0;
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
