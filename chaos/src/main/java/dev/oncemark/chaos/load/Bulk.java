package dev.oncemark.chaos.load;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Stack;
import java.time.Instant;
import java.util.Map;
import java.util.UUID;
import java.util.concurrent.atomic.AtomicReference;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerConfig;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.serialization.StringSerializer;
import org.jspecify.annotations.Nullable;

/** Many requests at once, past HTTP: to have much in the state before something is tried. */
public final class Bulk {

    private Bulk() {}

    /** Asks for so many lessons, each of another enrollment or lesson; as many as the enrollments have at most. */
    public static void request(Stack stack, Platform platform, int count) {
        Map<String, Object> settings = Map.of(
                ProducerConfig.BOOTSTRAP_SERVERS_CONFIG, stack.broker().bootstrapServers(),
                ProducerConfig.LINGER_MS_CONFIG, "20",
                ProducerConfig.BATCH_SIZE_CONFIG, String.valueOf(128 << 10));
        AtomicReference<@Nullable Exception> failure = new AtomicReference<>();
        try (var producer = new KafkaProducer<>(settings, new StringSerializer(), Topics.COMPLETION_REQUESTS.serde())) {
            int enrollments = platform.enrollments();
            for (int i = 0; i < count; i++) {
                var request = request(i % enrollments, i / enrollments, platform);
                var unused = producer.send(
                        new ProducerRecord<>(Topics.COMPLETION_REQUESTS.name(), request.enrollmentId(), request),
                        (sent, failed) -> failure.compareAndSet(null, failed));
            }
        }
        if (failure.get() != null) {
            throw new IllegalStateException("the broker did not take the requests", failure.get());
        }
    }

    private static CompletionRequest request(int enrollment, int lesson, Platform platform) {
        Instant now = Instant.now();
        return new CompletionRequest(
                UUID.randomUUID(),
                "e" + enrollment,
                platform.course(enrollment) + "-l" + lesson % Platform.LESSONS,
                now,
                now,
                "bulk",
                null);
    }
}
