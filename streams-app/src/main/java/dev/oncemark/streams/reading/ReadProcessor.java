package dev.oncemark.streams.reading;

import dev.oncemark.contracts.DeadLetters;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.streams.metrics.DecisionMetrics;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.header.Headers;
import org.apache.kafka.streams.processor.api.ContextualProcessor;
import org.apache.kafka.streams.processor.api.Record;
import org.apache.kafka.streams.processor.api.RecordMetadata;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads records. What cannot be read goes to the topic's dead letters as it came, in the same transaction, and the task
 * goes on. A record ends either there or in the next processor; in both only where its input is {@link Unreadable}.
 */
public final class ReadProcessor<T> extends ContextualProcessor<byte[], byte[], Object, Object> {

    private static final Logger LOG = LoggerFactory.getLogger(ReadProcessor.class);

    /** Says what a record says. */
    @FunctionalInterface
    public interface Reader<T> {
        /**
         * The input, or null for a record that says nothing to this app.
         *
         * @throws UnreadableRecordException or SerializationException or IllegalArgumentException if it cannot be read
         */
        @Nullable
        T read(String key, byte @Nullable [] value, Headers headers, RecordMetadata metadata);
    }

    private final Reader<T> reader;
    private final String next;
    private final String deadLetters;
    private final DecisionMetrics metrics;

    public ReadProcessor(Reader<T> reader, String next, String deadLetters, DecisionMetrics metrics) {
        this.reader = reader;
        this.next = next;
        this.deadLetters = deadLetters;
        this.metrics = metrics;
    }

    @Override
    public void process(Record<byte[], byte[]> record) {
        RecordMetadata metadata = context().recordMetadata().orElseThrow();
        String key;
        T input;
        try {
            key = text(record.key());
            input = reader.read(key, record.value(), record.headers(), metadata);
        } catch (UnreadableRecordException | SerializationException | IllegalArgumentException unreadable) {
            putAside(record, unreadable, metadata);
            return;
        }
        if (input instanceof Unreadable unreadable) {
            putAside(record, new UnreadableRecordException(unreadable.why()), metadata);
        }
        if (input != null) {
            context().forward(new Record<>(key, input, record.timestamp()), next);
        }
    }

    private void putAside(Record<byte[], byte[]> record, RuntimeException why, RecordMetadata metadata) {
        LOG.atWarn()
                .addKeyValue("topic", metadata.topic())
                .addKeyValue("partition", metadata.partition())
                .addKeyValue("offset", metadata.offset())
                .addKeyValue("error", why.getMessage())
                .log("unreadable record goes to the dead letters");
        metrics.deadLetter(metadata.topic());
        Headers headers = DeadLetters.headers(
                record.headers(),
                "streams-app",
                why,
                new RecordPosition(metadata.topic(), metadata.partition(), metadata.offset()));
        var letter = new DeadLetter(metadata.topic(), metadata.partition(), record.value());
        context().forward(new Record<>(record.key(), letter, context().currentSystemTimeMs(), headers), deadLetters);
    }

    private static String text(byte @Nullable [] key) {
        if (key == null) {
            throw new UnreadableRecordException("the record has no key");
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(key))
                    .toString();
        } catch (CharacterCodingException notText) {
            throw new UnreadableRecordException("the record's key is not UTF-8");
        }
    }
}
