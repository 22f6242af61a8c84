package dev.oncemark.ingest.results;

import dev.oncemark.contracts.Topics;
import dev.oncemark.ingest.settings.ClientSettings;
import dev.oncemark.ingest.settings.IngestSettings.IndexLimits;
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
 * Reads all partitions of the results, the headers of the requests, and the outlines of all courses, on one thread and
 * without a consumer group: every instance of the API sees everything. First it loads the latest of each, then it
 * follows them, for as long as the app runs, whatever becomes of the broker meanwhile.
 */
public final class ResultTailer implements AutoCloseable {

    private static final Logger LOG = LoggerFactory.getLogger(ResultTailer.class);
    private static final String RESULTS = Topics.COMPLETION_RESULTS.name();
    private static final String OUTLINES = Topics.COURSE_OUTLINES.name();
    private static final Duration POLL = Duration.ofSeconds(1);
    private static final Duration CLOSE = Duration.ofSeconds(1);

    private final ClientSettings clients;
    private final StartOffsets start;
    private final ResultDispatcher dispatcher;
    private final ReadPace pace;
    private final Thread thread = new Thread(this::run, "result-tailer");
    private volatile boolean stopped;
    private volatile boolean loaded;
    private volatile @Nullable Consumer<?, ?> reading;

    public ResultTailer(ClientSettings clients, IndexLimits limits, ResultDispatcher dispatcher, ReadPace pace) {
        this.clients = clients;
        this.start = new StartOffsets(clients, limits);
        this.dispatcher = dispatcher;
        this.pace = pace;
    }

    public void start() {
        thread.start();
    }

    /** Whether everything that was there at the start has been read. */
    public boolean isLoaded() {
        return loaded;
    }

    private void run() {
        while (!stopped) {
            try {
                followWithANewConsumer();
            } catch (WakeupException stopping) {
                LOG.atDebug().log("reading ends");
            } catch (KafkaException failure) {
                LOG.atWarn().setCause(failure).log("reading results failed and begins again");
                LockSupport.parkNanos(POLL.toNanos());
            }
        }
    }

    private void followWithANewConsumer() {
        Consumer<String, byte[]> consumer =
                new KafkaConsumer<>(clients.tail(), new ResultValueDeserializer.NoKey(), new ResultValueDeserializer());
        reading = consumer;
        try {
            follow(consumer);
        } finally {
            reading = null;
            consumer.close(CloseOptions.timeout(CLOSE));
        }
    }

    private void follow(Consumer<String, byte[]> consumer) {
        Map<TopicPartition, StartOffsets.Range> ranges = start.assign(consumer, () -> stopped);
        dispatcher.partitionCount((int) ranges.keySet().stream()
                .filter(at -> at.topic().equals(RESULTS))
                .count());
        while (!stopped) {
            for (ConsumerRecord<String, byte[]> record : consumer.poll(POLL)) {
                read(record, ranges);
            }
            if (!loaded && ranges.entrySet().stream().allMatch(range -> isRead(consumer, range))) {
                loaded = true;
                LOG.atInfo().log("the latest results are loaded");
            }
            if (loaded && !dispatcher.hasListeners()) {
                pace.pause();
            }
        }
    }

    private static boolean isRead(Consumer<?, ?> consumer, Map.Entry<TopicPartition, StartOffsets.Range> range) {
        return consumer.position(range.getKey()) >= range.getValue().end();
    }

    private void read(ConsumerRecord<String, byte[]> record, Map<TopicPartition, StartOffsets.Range> ranges) {
        try {
            if (record.topic().equals(RESULTS)) {
                dispatcher.result(Topics.COMPLETION_RESULTS.serde().read(RESULTS, record.value()), record);
            } else if (record.topic().equals(OUTLINES)) {
                dispatcher.outline(Topics.COURSE_OUTLINES.serde().read(OUTLINES, record.value()));
            } else {
                StartOffsets.Range range = ranges.get(new TopicPartition(record.topic(), record.partition()));
                dispatcher.request(record, range == null ? 0 : range.decidedBelow());
            }
        } catch (SerializationException unreadable) {
            LOG.atWarn()
                    .addKeyValue("topic", record.topic())
                    .addKeyValue("partition", record.partition())
                    .addKeyValue("offset", record.offset())
                    .log("a record cannot be read and is skipped");
        }
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
