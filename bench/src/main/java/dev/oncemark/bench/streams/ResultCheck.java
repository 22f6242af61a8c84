package dev.oncemark.bench.streams;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.HashSet;
import java.util.Map;
import java.util.Set;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Whether a contestant's results are right: who is fast and wrong is not measured. */
record ResultCheck(String bootstrap, Input input) {

    private static final Duration LIMIT = Duration.ofMinutes(2);

    /** @throws IllegalStateException if a lesson was accepted twice or never, or a request has no result */
    void check(String contestant, Map<TopicPartition, Long> begin) {
        Set<String> accepted = new HashSet<>();
        int results = 0;
        long deadline = System.nanoTime() + LIMIT.toNanos();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit", false);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), Topics.COMPLETION_RESULTS.serde())) {
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            while (results < input.requests() && System.nanoTime() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    results++;
                    add(contestant, accepted, record.value());
                }
            }
            if (!consumer.poll(Duration.ofMillis(500)).isEmpty() || results != input.requests()) {
                throw new IllegalStateException(
                        "%s gave %d results or more for %d requests".formatted(contestant, results, input.requests()));
            }
        }
        if (accepted.size() != input.distinct()) {
            throw new IllegalStateException(
                    "%s accepted %d lessons of %d".formatted(contestant, accepted.size(), input.distinct()));
        }
    }

    private static void add(String contestant, Set<String> accepted, CompletionResult result) {
        if (result.status() == Status.ACCEPTED && !accepted.add(result.enrollmentId() + "/" + result.lessonId())) {
            throw new IllegalStateException(contestant + " accepted a lesson twice");
        }
    }
}
