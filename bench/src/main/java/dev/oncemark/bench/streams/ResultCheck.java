package dev.oncemark.bench.streams;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.BitSet;
import java.util.Map;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/** Whether a contestant's results are right: who is fast and wrong is not measured. */
record ResultCheck(String bootstrap, Workload workload, Duration timeout) {

    /**
     * @return how many lessons were accepted: each once
     * @throws IllegalStateException if one was accepted twice or never, or a request has no result
     */
    int check(String contestant, Map<TopicPartition, Long> begin) {
        BitSet accepted = new BitSet(workload.distinct());
        int results = 0;
        long deadline = System.nanoTime() + timeout.toNanos();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit", false);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), Topics.COMPLETION_RESULTS.serde())) {
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            while (results < workload.requests() && System.nanoTime() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    results++;
                    add(contestant, accepted, record.value());
                }
            }
            if (!consumer.poll(Duration.ofMillis(500)).isEmpty() || results != workload.requests()) {
                throw new IllegalStateException("%s gave %d results or more for %d requests"
                        .formatted(contestant, results, workload.requests()));
            }
        }
        if (accepted.cardinality() != workload.distinct()) {
            throw new IllegalStateException(
                    "%s accepted %d lessons of %d".formatted(contestant, accepted.cardinality(), workload.distinct()));
        }
        System.out.println("checked: " + contestant + " gives one right result for each request");
        return accepted.cardinality();
    }

    private void add(String contestant, BitSet accepted, CompletionResult result) {
        if (result.status() != Status.ACCEPTED) {
            return;
        }
        int number = workload.number(result.enrollmentId(), result.lessonId());
        if (accepted.get(number)) {
            throw new IllegalStateException(contestant + " accepted a lesson twice");
        }
        accepted.set(number);
    }
}
