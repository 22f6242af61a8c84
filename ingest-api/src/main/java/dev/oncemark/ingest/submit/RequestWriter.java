package dev.oncemark.ingest.submit;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import dev.oncemark.ingest.server.ApiMetrics;
import dev.oncemark.ingest.server.ConcurrencyLimit;
import dev.oncemark.ingest.settings.ClientSettings;
import dev.oncemark.ingest.settings.IngestSettings.Delivery;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes requests to the broker. A write succeeds once every in-sync replica has the record, and fails within the
 * delivery time-out; then nobody knows whether it is stored, and it is safe to write it again under the same request
 * id. Nobody waits here: over the limit, or before the broker was ever reached, it fails at once.
 */
public final class RequestWriter implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(RequestWriter.class);
    private static final String TOPIC = Topics.COMPLETION_REQUESTS.name();
    private static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/oncemark/ingest-api");

    private final KafkaProducer<String, CompletionRequest> producer;
    private final ProducerMetadata metadata;
    private final ConcurrencyLimit concurrency;
    private final ApiMetrics metrics;
    private final ThreadLocal<AckBatcher> acks = ThreadLocal.withInitial(() -> new AckBatcher(Vertx.currentContext()));

    public RequestWriter(ClientSettings clients, Delivery delivery, ConcurrencyLimit concurrency, ApiMetrics metrics) {
        this.producer = new KafkaProducer<>(
                clients.producer(delivery), new StringSerializer(), Topics.COMPLETION_REQUESTS.serde());
        this.metadata = new ProducerMetadata(() -> producer.partitionsFor(TOPIC));
        this.concurrency = concurrency;
        this.metrics = metrics;
    }

    /** Completes on the thread of the caller, which has to be one of Vert.x. */
    Future<RecordPosition> write(Submission submission) {
        if (!metadata.isKnown()) {
            return Future.failedFuture(new UnavailableException("the broker is not reached"));
        }
        if (!concurrency.enter()) {
            return Future.failedFuture(new UnavailableException(ConcurrencyLimit.REACHED));
        }
        return send(record(submission));
    }

    private static ProducerRecord<String, CompletionRequest> record(Submission submission) {
        CompletionRequest request = submission.request();
        Headers headers = CloudEvents.headers(
                submission.eventId(),
                SOURCE,
                CloudEvents.Type.of(request),
                request.receivedAt(),
                submission.traceParent());
        headers.add(submission.fingerprint().header());
        return new ProducerRecord<>(TOPIC, null, request.enrollmentId(), request, headers);
    }

    private Future<RecordPosition> send(ProducerRecord<String, CompletionRequest> record) {
        AckBatcher here = acks.get();
        Thread sender = Thread.currentThread();
        Promise<RecordPosition> stored = Promise.promise();
        long since = System.nanoTime();
        var unused = producer.send(record, (at, failure) -> {
            if (failure instanceof TimeoutException && Thread.currentThread() == sender) {
                // It was not sent at all: the sender waited for max.block.ms. Nobody shall do so again.
                metadata.lose();
            }
            metrics.written(failure == null);
            here.add(() -> {
                concurrency.leave(since, System.nanoTime());
                complete(stored, at, failure);
            });
        });
        return stored.future();
    }

    private static void complete(Promise<RecordPosition> stored, RecordMetadata at, @Nullable Exception failure) {
        if (failure == null) {
            stored.complete(new RecordPosition(TOPIC, at.partition(), at.offset()));
        } else {
            LOG.atDebug().setCause(failure).log("a request was not stored");
            stored.fail(new UnavailableException("the broker did not take the request in time"));
        }
    }

    /** Waits for what is on its way, for the delivery time-out at most. */
    @Override
    public void close() {
        metadata.close();
        producer.close(Duration.ofSeconds(2));
    }

    /** The request may or may not be stored. */
    static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnavailableException(String message) {
            super(message, null, false, false);
        }
    }
}
