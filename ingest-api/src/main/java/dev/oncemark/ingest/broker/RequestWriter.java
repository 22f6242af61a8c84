package dev.oncemark.ingest.broker;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topics;
import dev.oncemark.ingest.IngestSettings.Delivery;
import dev.oncemark.ingest.requests.Marks;
import dev.oncemark.ingest.requests.Position;
import io.vertx.core.Future;
import io.vertx.core.Promise;
import io.vertx.core.Vertx;
import java.time.Duration;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.clients.producer.RecordMetadata;
import org.apache.kafka.common.errors.TimeoutException;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Writes requests to the broker. A write succeeds once every in-sync replica has the record, and fails within the
 * delivery time-out; then nobody knows whether it is stored, and it is safe to write it again under the same request
 * id. Nobody waits here: over the bound, or before the broker was ever reached, it fails at once.
 */
public final class RequestWriter implements AutoCloseable {

    /** Why a request is turned away when too many others are on their way. */
    public static final String FULL = "too many requests are on their way to the broker";

    private static final Logger LOG = LoggerFactory.getLogger(RequestWriter.class);
    private static final String TOPIC = Topics.COMPLETION_REQUESTS.name();
    private static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/oncemark/ingest-api");

    private final KafkaProducer<String, CompletionRequest> producer;
    private final Admission admission;
    private final Connection connection;
    private final ThreadLocal<Acknowledgements> acknowledgements =
            ThreadLocal.withInitial(() -> new Acknowledgements(Vertx.currentContext()));
    private final Written written;

    /** Is told of each request whether it was stored. */
    public interface Written {
        void written(boolean isStored);
    }

    public RequestWriter(ClientSettings clients, Delivery delivery, Written written) {
        this.written = written;
        this.producer = new KafkaProducer<>(
                clients.producer(delivery), new StringSerializer(), Topics.COMPLETION_REQUESTS.serde());
        this.admission = new Admission(delivery);
        this.connection = new Connection(() -> producer.partitionsFor(TOPIC));
    }

    /** Completes on the thread of the caller, which has to be one of Vert.x. */
    public Future<Position> write(CompletionRequest request, Marks marks, @Nullable Header traceParent) {
        if (!connection.isKnown()) {
            return Future.failedFuture(new UnavailableException("the broker is not reached"));
        }
        if (!admission.enter()) {
            return Future.failedFuture(new UnavailableException(FULL));
        }
        return send(record(request, marks, traceParent));
    }

    private static ProducerRecord<String, CompletionRequest> record(
            CompletionRequest request, Marks marks, @Nullable Header traceParent) {
        Headers headers = CloudEvents.headers(
                marks.event(), SOURCE, CloudEvents.Type.COMPLETION_REQUESTED, request.receivedAt(), traceParent);
        headers.add(marks.asked().header());
        return new ProducerRecord<>(TOPIC, null, request.enrollmentId(), request, headers);
    }

    private Future<Position> send(ProducerRecord<String, CompletionRequest> record) {
        Acknowledgements here = acknowledgements.get();
        Thread sender = Thread.currentThread();
        Promise<Position> stored = Promise.promise();
        long since = System.nanoTime();
        var unused = producer.send(record, (at, failure) -> {
            if (failure instanceof TimeoutException && Thread.currentThread() == sender) {
                // It was not sent at all: the sender waited for max.block.ms. Nobody shall do so again.
                connection.lose();
            }
            written.written(failure == null);
            here.add(() -> {
                admission.leave(since, System.nanoTime());
                complete(stored, at, failure);
            });
        });
        return stored.future();
    }

    private static void complete(Promise<Position> stored, RecordMetadata at, @Nullable Exception failure) {
        if (failure == null) {
            stored.complete(new Position(at.partition(), at.offset()));
        } else {
            LOG.atDebug().setCause(failure).log("A request was not stored");
            stored.fail(new UnavailableException("the broker did not take the request in time"));
        }
    }

    /** Whether the next request would be turned away, so that it need not be read at all. */
    public boolean isFull() {
        return admission.isFull();
    }

    public int inFlight() {
        return admission.inFlight();
    }

    /** How many may be on their way at once now. */
    public int bound() {
        return admission.bound();
    }

    /** Waits for what is on its way, for the delivery time-out at most. */
    @Override
    public void close() {
        connection.close();
        producer.close(Duration.ofSeconds(2));
    }

    /** The request may or may not be stored. */
    public static final class UnavailableException extends RuntimeException {
        private static final long serialVersionUID = 1;

        UnavailableException(String message) {
            super(message, null, false, false);
        }
    }
}
