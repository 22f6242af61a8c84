package dev.oncemark.bench.streams;

import dev.oncemark.contracts.CompletionResult;
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
     * @return how many lessons are complete at the end
     * @throws IllegalStateException if one was accepted twice or never, a command was not carried out, or a request has no
     *     result
     */
    int check(String contestant, Map<TopicPartition, Long> begin) {
        BitSet complete = new BitSet(workload.distinct());
        int results = 0;
        int commands = 0;
        long deadline = System.nanoTime() + timeout.toNanos();
        Map<String, Object> settings = Map.of(
                "bootstrap.servers", bootstrap, "isolation.level", "read_committed", "enable.auto.commit", false);
        try (var consumer =
                new KafkaConsumer<>(settings, new StringDeserializer(), Topics.COMPLETION_RESULTS.serde())) {
            consumer.assign(begin.keySet());
            begin.forEach(consumer::seek);
            while (results < workload.records() && System.nanoTime() < deadline) {
                for (var record : consumer.poll(Duration.ofMillis(200))) {
                    results++;
                    commands += add(contestant, complete, record.value()) ? 1 : 0;
                }
            }
            if (!consumer.poll(Duration.ofMillis(500)).isEmpty() || results != workload.records()) {
                throw new IllegalStateException("%s gave %d results or more for %d requests"
                        .formatted(contestant, results, workload.records()));
            }
        }
        if (commands != workload.commands()) {
            throw new IllegalStateException(
                    "%s carried out %d commands of %d".formatted(contestant, commands, workload.commands()));
        }
        if (!complete.equals(CommandMix.completeAtTheEnd(workload))) {
            throw new IllegalStateException(
                    "%s has %d lessons complete, and not those that are".formatted(contestant, complete.cardinality()));
        }
        System.out.println("checked: " + contestant + " gives one right result for each request");
        return complete.cardinality();
    }

    /** Whether it is of a command that was carried out. */
    private boolean add(String contestant, BitSet complete, CompletionResult result) {
        switch (result.status()) {
            case ACCEPTED -> change(contestant, complete, number(result), true);
            case REVOKED -> change(contestant, complete, number(result), false);
            case RESET -> {
                int enrollment = workload.number(result.enrollmentId());
                for (int at = enrollment; at < workload.distinct(); at += workload.enrollments()) {
                    complete.clear(at);
                }
            }
            case REJECTED, REPLAYED -> {
                return false;
            }
        }
        return result.command() != null;
    }

    private int number(CompletionResult result) {
        return workload.number(result.enrollmentId(), result.lesson());
    }

    private static void change(String contestant, BitSet complete, int number, boolean accepted) {
        if (complete.get(number) == accepted) {
            throw new IllegalStateException(
                    contestant + (accepted ? " accepted a lesson twice" : " took back what was not complete"));
        }
        complete.set(number, accepted);
    }
}
