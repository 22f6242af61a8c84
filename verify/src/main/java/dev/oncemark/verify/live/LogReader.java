package dev.oncemark.verify.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.history.StoredRecord;
import java.time.Duration;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Consumer;
import java.util.function.LongConsumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.ConsumerRecords;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.header.Header;
import org.apache.kafka.common.serialization.ByteArrayDeserializer;

/** Reads committed records by offset. It is in no group and commits nothing, so it takes no record from anybody. */
public final class LogReader implements AutoCloseable {

    private static final Duration POLL = Duration.ofMillis(500);
    private static final Duration PATIENCE = Duration.ofSeconds(60);

    private final KafkaConsumer<byte[], byte[]> consumer;
    private final LongConsumer progress;

    /** @param progress told how many offsets more have been read */
    public LogReader(Map<String, Object> kafka, LongConsumer progress) {
        Map<String, Object> settings = new HashMap<>(kafka);
        settings.put(ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed");
        settings.put(ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        settings.put(ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "earliest");
        // The broker answers one fetch after the other: one at the end of a log must not keep the next log waiting.
        settings.put(ConsumerConfig.FETCH_MAX_WAIT_MS_CONFIG, "20");
        settings.put(ConsumerConfig.MAX_POLL_RECORDS_CONFIG, "5000");
        settings.put(ConsumerConfig.MAX_PARTITION_FETCH_BYTES_CONFIG, String.valueOf(8 << 20));
        this.consumer = new KafkaConsumer<>(settings, new ByteArrayDeserializer(), new ByteArrayDeserializer());
        this.progress = progress;
    }

    /** @throws CannotCheckException if nothing comes for a minute */
    public void read(Log log, long from, long to, Consumer<StoredRecord> each) {
        if (from >= to) {
            return;
        }
        TopicPartition partition = Snapshot.partition(log);
        try {
            consumer.assign(List.of(partition));
            consumer.seek(partition, from);
            long last = from;
            long moved = System.nanoTime();
            while (last < to) {
                ConsumerRecords<byte[], byte[]> records = consumer.poll(POLL);
                for (ConsumerRecord<byte[], byte[]> record : records) {
                    if (record.offset() < to) {
                        each.accept(stored(record));
                    }
                }
                long position = consumer.position(partition);
                if (position > last) {
                    moved = System.nanoTime();
                    progress.accept(Math.min(position, to) - last);
                } else if (System.nanoTime() - moved > PATIENCE.toNanos()) {
                    throw new CannotCheckException("%s cannot be read beyond offset %d".formatted(log, position));
                }
                last = position;
            }
        } catch (KafkaException failed) {
            throw new CannotCheckException("%s: %s".formatted(log, failed.getMessage()), failed);
        }
    }

    private static StoredRecord stored(ConsumerRecord<byte[], byte[]> record) {
        Map<String, String> headers = new HashMap<>();
        for (Header header : record.headers()) {
            if (header.value() != null) {
                headers.put(header.key(), new String(header.value(), UTF_8));
            }
        }
        return new StoredRecord(record.offset(), record.timestamp(), record.key(), record.value(), headers);
    }

    @Override
    public void close() {
        consumer.close();
    }
}
