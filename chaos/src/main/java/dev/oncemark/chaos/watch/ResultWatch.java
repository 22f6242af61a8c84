package dev.oncemark.chaos.watch;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.HashSet;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A service that reads committed results and course completions through it all, and believes what it sees: what it is told
 * must never be taken back, repeated, or come in another order.
 */
public final class ResultWatch implements AutoCloseable {

    private static final int MOST_PROBLEMS = 20;

    private final String bootstrapServers;
    private final Heartbeat results = new Heartbeat();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Map<String, Long> sequences = new HashMap<>();
    private final Map<String, Long> offsets = new HashMap<>();
    private final Map<String, BitSet> sources = new HashMap<>();
    private final Set<String> accepted = new HashSet<>();
    private final Set<String> completed = new HashSet<>();
    private volatile boolean closed;

    public ResultWatch(String bootstrapServers) {
        this.bootstrapServers = bootstrapServers;
        start(Topics.COMPLETION_RESULTS, this::result);
        start(Topics.COURSE_COMPLETIONS, this::completion);
    }

    private <V> void start(Topic<V> topic, Consumer<V> each) {
        Thread thread = new Thread(() -> read(topic, each), "result-watch-" + topic.name());
        thread.setDaemon(true);
        thread.start();
    }

    private <V> void read(Topic<V> topic, Consumer<V> each) {
        Map<String, Object> settings = Map.of(
                ConsumerConfig.BOOTSTRAP_SERVERS_CONFIG, bootstrapServers,
                ConsumerConfig.ISOLATION_LEVEL_CONFIG, "read_committed",
                ConsumerConfig.AUTO_OFFSET_RESET_CONFIG, "none",
                ConsumerConfig.ENABLE_AUTO_COMMIT_CONFIG, "false");
        try (var consumer = new KafkaConsumer<>(settings, new StringDeserializer(), topic.serde())) {
            List<TopicPartition> partitions = consumer.partitionsFor(topic.name()).stream()
                    .map(partition -> new TopicPartition(topic.name(), partition.partition()))
                    .toList();
            consumer.assign(partitions);
            consumer.seekToBeginning(partitions);
            while (!closed) {
                consumer.poll(Duration.ofMillis(200)).forEach(record -> each.accept(record.value()));
            }
        } catch (KafkaException gaveUp) {
            problem("a reader of " + topic.name() + " gave up: " + gaveUp);
        }
    }

    private synchronized void result(CompletionResult result) {
        results.beat(1);
        String from = result.inTopic() + result.inPartition();
        String source = from + "@" + result.inOffset();
        if (!isNew(from, Math.toIntExact(result.inOffset()))) {
            problem("a second result of " + source);
        }
        if (result.origin() == Origin.API) {
            Long before = offsets.put(result.enrollmentId(), result.inOffset());
            if (before != null && before > result.inOffset()) {
                problem("the result of %s comes after that of offset %d".formatted(source, before));
            }
        }
        if (result.status() == Status.ACCEPTED) {
            accepted(result, source);
        }
    }

    private boolean isNew(String from, int offset) {
        BitSet seen = sources.computeIfAbsent(from, partition -> new BitSet());
        boolean isNew = !seen.get(offset);
        seen.set(offset);
        return isNew;
    }

    private void accepted(CompletionResult result, String source) {
        if (!accepted.add(result.enrollmentId() + " " + result.lessonId())) {
            problem("accepted twice: " + source);
        }
        long expected = sequences.getOrDefault(result.enrollmentId(), 0L) + 1;
        Long sequence = result.sequence();
        if (sequence == null || sequence != expected) {
            problem("%s has sequence %s, not %d".formatted(source, sequence, expected));
        }
        sequences.put(result.enrollmentId(), expected);
    }

    private synchronized void completion(CourseCompletion completion) {
        if (!completed.add(completion.enrollmentId())) {
            problem("the course of " + completion.enrollmentId() + " was completed twice");
        }
    }

    private void problem(String what) {
        if (problems.size() < MOST_PROBLEMS) {
            problems.add(what);
        }
    }

    /** When results came, and how many. */
    public Heartbeat results() {
        return results;
    }

    /** What must not have been seen, the first of it. */
    public List<String> problems() {
        return List.copyOf(problems);
    }

    @Override
    public void close() {
        closed = true;
    }
}
