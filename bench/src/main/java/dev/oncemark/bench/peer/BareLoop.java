package dev.oncemark.bench.peer;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.bench.peer.Verdicts.First;
import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Topics;
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
import org.jspecify.annotations.Nullable;

/**
 * Consume, produce, commit both in one transaction every 20 ms: nothing that does more can cost less. Variant {@code copy} is
 * the limit: each record is copied, as bytes. Variant {@code map} is the limit with state: a map in memory, and a record to
 * a changelog for each completion.
 */
public final class BareLoop {

    private static final long COMMIT_NANOS = Duration.ofMillis(20).toNanos();

    private final PeerArguments peer;
    private final KafkaConsumer<byte[], byte[]> consumer;
    private final KafkaProducer<byte[], byte[]> producer;
    private final Map<String, Map<String, First>> state = new HashMap<>();

    private BareLoop(PeerArguments peer) {
        this.peer = peer;
        this.consumer = new KafkaConsumer<>(peer.consumer(), new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.producer = new KafkaProducer<>(peer.producer(), new ByteArraySerializer(), new ByteArraySerializer());
    }

    public static void main(String[] words) {
        BareLoop loop = new BareLoop(PeerArguments.of(words));
        loop.producer.initTransactions();
        loop.consumer.subscribe(List.of(PeerArguments.INPUT));
        while (!Thread.currentThread().isInterrupted()) {
            loop.transaction();
        }
    }

    private void transaction() {
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
                if (peer.variant().equals("copy")) {
                    write(peer.output(), record.key(), record.value());
                } else {
                    decide(record.key(), record.value());
                }
            }
            next.putAll(records.nextOffsets());
        }
        producer.sendOffsetsToTransaction(next, consumer.groupMetadata());
        producer.commitTransaction();
    }

    private void decide(byte[] key, byte[] value) {
        CompletionRequest request = Topics.COMPLETION_REQUESTS.serde().read(PeerArguments.INPUT, value);
        Map<String, First> lessons = state.computeIfAbsent(request.enrollmentId(), id -> new HashMap<>());
        First before = lessons.putIfAbsent(request.lesson(), First.of(request));
        if (before == null) {
            write(peer.output() + "-changelog", key, request.lesson().getBytes(UTF_8));
        }
        CompletionResult result = Verdicts.of(request, before, lessons.size());
        write(peer.output(), key, Topics.COMPLETION_RESULTS.serde().serialize(peer.output(), result));
    }

    /** The commit fails where a record could not be written. */
    private void write(String topic, byte[] key, byte @Nullable [] value) {
        var unused = producer.send(new ProducerRecord<>(topic, key, value));
    }
}
