package dev.oncemark.bench.peer;

import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.producer.KafkaProducer;
import org.apache.kafka.clients.producer.ProducerRecord;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;
import org.apache.kafka.common.serialization.ByteArraySerializer;

/** Consume, produce, commit both in one transaction every 20 ms: nothing that does more can cost less. */
final class TransactionalLoop {

    private static final long COMMIT_NANOS = Duration.ofMillis(20).toNanos();

    /** What is written for a record, in order. */
    interface Step {
        List<ProducerRecord<byte[], byte[]>> of(ConsumerRecord<byte[], byte[]> record);
    }

    private TransactionalLoop() {}

    static void run(PeerArguments peer, Step step) {
        try (var consumer =
                        new KafkaConsumer<>(peer.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
                var producer =
                        new KafkaProducer<>(peer.producer(), new ByteArraySerializer(), new ByteArraySerializer())) {
            producer.initTransactions();
            consumer.subscribe(List.of(PeerArguments.INPUT));
            while (!Thread.currentThread().isInterrupted()) {
                transaction(consumer, producer, step);
            }
        }
    }

    private static void transaction(
            KafkaConsumer<byte[], byte[]> consumer, KafkaProducer<byte[], byte[]> producer, Step step) {
        Map<TopicPartition, OffsetAndMetadata> next = new HashMap<>();
        long deadline = 0;
        while (next.isEmpty() || System.nanoTime() - deadline < 0) {
            ConsumerRecords<byte[], byte[]> records = consumer.poll(Duration.ofMillis(next.isEmpty() ? 100 : 5));
            if (records.isEmpty()) {
                continue;
            }
            if (next.isEmpty()) {
                producer.beginTransaction();
                deadline = System.nanoTime() + COMMIT_NANOS;
            }
            for (ConsumerRecord<byte[], byte[]> record : records) {
                for (ProducerRecord<byte[], byte[]> written : step.of(record)) {
                    // The commit fails where a record could not be written.
                    var unused = producer.send(written);
                }
            }
            next.putAll(records.nextOffsets());
        }
        producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
        producer.commitTransaction();
    }
}
