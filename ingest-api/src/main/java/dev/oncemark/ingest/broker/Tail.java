package dev.oncemark.ingest.broker;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.Topics;
import dev.oncemark.ingest.IngestSettings.Knowledge;
import java.time.Duration;
import java.util.Map;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.locks.LockSupport;
import org.apache.kafka.clients.consumer.CloseOptions;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.ConsumerRecord;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.SerializationException;
import org.apache.kafka.common.errors.WakeupException;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * Reads all partitions of the results, and the headers of the requests, on one thread and without a consumer group:
 * every instance of the API sees everything. First it loads the latest of both, then it follows them, for as long as
 * the app runs, whatever becomes of the broker meanwhile.
 */
public final class Tail implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(Tail.class);
    private static final String RESULTS = Topics.COMPLETION_RESULTS.name();
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    /** Each fetch costs as much as some thirty records: while nobody waits, more of them share one. */
    private static final Duration PACE = Duration.ofMillis(25);

    private final ClientSettings clients;
    private final TailStart start;
    private final Reader reader;
    private final Thread thread = new Thread(this::run, "tail");
    private volatile boolean stopped;
    private volatile boolean loaded;
    private volatile @Nullable Consumer<?, ?> reading;

    /** Is told what is read. All on one thread. */
    public interface Reader {
        /** Before anything is read. */
        void begins(int resultPartitions);

        void result(CompletionResult result, ConsumerRecord<String, byte[]> record);

        /**
         * @param decidedBelow the offset below which the streams-app had read its requests before the reader began;
         *     what it still keeps of them is decided soon
         */
        void request(ConsumerRecord<String, byte[]> record, long decidedBelow);

        /** Whether somebody waits for what is read next. */
        boolean isAwaited();
    }

    public Tail(ClientSettings clients, Knowledge knowledge, Reader reader) {
        this.clients = clients;
        this.start = new TailStart(clients, knowledge);
        this.reader = reader;
    }

    public void start() {
        thread.start();
    }

    /** Whether everything that was there at the start has been read. */
    public boolean isLoaded() {
        return loaded;
    }

    /** Reads at once what it would read a little later while nobody waits. */
    public void readOn() {
        LockSupport.unpark(thread);
    }

    private void run() {
        while (!stopped) {
            try {
                followWithANewConsumer();
            } catch (WakeupException stopping) {
                LOG.atDebug().log("Reading ends");
            } catch (KafkaException failure) {
                LOG.atWarn().setCause(failure).log("Reading results failed and begins again");
                pause(POLL);
            }
        }
    }

    private void followWithANewConsumer() {
        Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(clients.tail(), new TailValues.NoKey(), new TailValues());
        reading = consumer;
        try {
            follow(consumer);
        } finally {
            reading = null;
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        Map<TopicPartition, TailStart.Range> ranges = start.assign(consumer, () -> stopped);
        reader.begins((int) ranges.keySet().stream()
                .filter(at -> at.topic().equals(RESULTS))
                .count());
        while (!stopped) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                read(record, ranges);
            }
            if (!loaded && ranges.entrySet().stream().allMatch(range -> isRead(consumer, range))) {
                loaded = true;
                LOG.atInfo().log("The latest results are loaded");
            }
            if (loaded && !reader.isAwaited()) {
                pause(PACE);
            }
        }
    }

    private static boolean isRead(Consumer<?, ?> consumer, Map.Entry<TopicPartition, TailStart.Range> range) {
        return consumer.position(range.getKey()) >= range.getValue().end();
    }

    private void read(ConsumerRecord<String, byte[]> record, Map<TopicPartition, TailStart.Range> ranges) {
        if (!record.topic().equals(RESULTS)) {
            TopicPartition partition = new TopicPartition(record.topic(), record.partition());
            TailStart.Range range = ranges.get(partition);
            reader.request(record, range == null ? 0 : range.decidedBelow());
            return;
        }
        try {
            reader.result(Topics.COMPLETION_RESULTS.serde().read(RESULTS, record.value()), record);
        } catch (SerializationException unreadable) {
            LOG.atWarn()
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("A result cannot be read and is passed over");
        }
    }

    private static void pause(Duration time) {
        LockSupport.parkNanos(time.toNanos());
    }

    /** Wakes the consumer, which an interrupt would have report an error. */
    @Override
    public void close() {
        stopped = true;
        Consumer<?, ?> consumer = reading;
        if (consumer != null) {
            consumer.wakeup();
        }
        LockSupport.unpark(thread);
        try {
            thread.join(TimeUnit.SECONDS.toMillis(3));
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
        }
    }
}
