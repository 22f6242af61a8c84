package dev.oncemark.bench.stack;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.Map;
import java.util.Objects;
import java.util.UUID;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.ByteArraySerializer;
import org.apache.kafka.common.serialization.StringSerializer;

/**
 * Accepted results as the streams-app writes them: with its headers, in transactions, enrollments taking turns.
 *
 * @param count how many; each becomes a row
 * @param first when the first was decided; the others follow a millisecond apart
 */
record Results(int count, Instant first) {

    private static final int LESSONS = 50;
    private static final int TRANSACTION = 2_000;
    private static final CloudEvents.Source SOURCE = CloudEvents.Source.of("/oncemark/streams-app");

    /** Decided half a day ago: retention does not take them yet, and a broker refuses times in the future. */
    static Results of(int count) {
        return new Results(count, Instant.now().truncatedTo(ChronoUnit.MILLIS).minus(Duration.ofHours(12)));
    }

    void write(String bootstrap) {
        Map<String, Object> settings =
                Map.of("bootstrap.servers", bootstrap, "transactional.id", "bench-results", "batch.size", 128 << 10);
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            for (int from = 0; from < count; from += TRANSACTION) {
                producer.beginTransaction();
                for (int number = from; number < Math.min(count, from + TRANSACTION); number++) {
                    var unused = producer.send(record(number));
                }
                // Throws if one of them was not written.
                producer.commitTransaction();
            }
        }
    }

    private ProducerRecord<String, byte[]> record(int number) {
        CompletionResult result = result(number);
        byte[] value = Objects.requireNonNull(Topics.COMPLETION_RESULTS.serde().serialize("", result));
        var headers = CloudEvents.headers(
                Ids.eventIdOfAcceptance(result.enrollmentId(), result.lesson()),
                SOURCE,
                CloudEvents.Type.LESSON_COMPLETED,
                result.decidedAt(),
                null);
        return new ProducerRecord<>(
                Topics.COMPLETION_RESULTS.name(),
                null,
                result.decidedAt().toEpochMilli(),
                result.enrollmentId(),
                value,
                headers);
    }

    private CompletionResult result(int number) {
        int enrollments = (count + LESSONS - 1) / LESSONS;
        int enrollment = number % enrollments;
        int lesson = number / enrollments;
        Instant time = first.plusMillis(number);
        return CompletionResult.accepted(
                new Subject(
                        uuid(1, number),
                        // Spread over the key space, as ids of real platforms are.
                        uuid(2, enrollment * 0x9E37_79B9).toString(),
                        uuid(3, lesson).toString(),
                        time,
                        new RecordPosition(Topics.COMPLETION_REQUESTS.name(), enrollment % 4, number)),
                new Basis(
                        time,
                        uuid(4, enrollment % 20).toString(),
                        uuid(5, enrollment / 3).toString(),
                        1L),
                lesson + 1L,
                null);
    }

    private static UUID uuid(int kind, int number) {
        return new UUID(((long) number << 32) | 0x4000L | kind, 0x8000_0000_0000_0000L | (number & 0xFFFF_FFFFL));
    }
}
