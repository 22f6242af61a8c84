package dev.oncemark.sink;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Writes in transactions, as the streams-app does. */
public final class Writer implements AutoCloseable {

    /** When everything occurred. */
    @SuppressWarnings("TimeInStaticInitializer") // one time for all records of a test run, and a recent one
    public static final Instant TIME = Instant.now().truncatedTo(ChronoUnit.MILLIS);

    private final KafkaProducer<String, byte[]> producer;

    public Writer() {
        producer = new KafkaProducer<>(
                Map.of(
                        "bootstrap.servers", RealParts.broker().bootstrapServers(),
                        "transactional.id", UUID.randomUUID().toString()),
                new StringSerializer(),
                new ByteArraySerializer());
        producer.initTransactions();
    }

    /** What is sent in {@code work} becomes visible together. */
    public void transaction(Runnable work) {
        producer.beginTransaction();
        work.run();
        producer.commitTransaction();
    }

    /** What is sent in {@code work} is never to be seen. */
    public void abortedTransaction(Runnable work) {
        producer.beginTransaction();
        work.run();
        producer.flush();
        producer.abortTransaction();
    }

    public void send(String topic, String key, byte @Nullable [] value) {
        var unused = producer.send(new ProducerRecord<>(topic, key, value));
    }

    /** With the timestamp that the streams-app gives it. */
    public void send(CompletionResult result) {
        byte[] value = Topics.COMPLETION_RESULTS.serde().serialize("", result);
        var unused = producer.send(new ProducerRecord<>(
                Topics.COMPLETION_RESULTS.name(),
                null,
                result.decidedAt().toEpochMilli(),
                result.enrollmentId(),
                value));
    }

    public void sendResult(String enrollmentId, String json) {
        send(Topics.COMPLETION_RESULTS.name(), enrollmentId, json.getBytes(UTF_8));
    }

    /** Accepted results for lessons 0 to {@code lessons - 1} of one enrollment. */
    public void sendAccepted(String enrollmentId, int lessons) {
        for (int lesson = 0; lesson < lessons; lesson++) {
            send(accepted(enrollmentId, "lesson-" + lesson, lesson + 1));
        }
    }

    public static CompletionResult accepted(String enrollmentId, String lessonId, long sequence) {
        return CompletionResult.accepted(
                new Subject(
                        UUID.randomUUID(),
                        enrollmentId,
                        lessonId,
                        TIME,
                        new RecordPosition("completion-requests", 1, sequence)),
                new Basis(TIME.plusMillis(20), "course", "learner", 7L),
                sequence,
                null);
    }

    @Override
    public void close() {
        producer.close();
    }
}
