package dev.oncemark.chaos.watch;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.BitSet;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.CopyOnWriteArrayList;
import java.util.function.Consumer;
import org.apache.kafka.clients.consumer.ConsumerConfig;
import org.apache.kafka.clients.consumer.KafkaConsumer;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.serialization.StringDeserializer;

/**
 * A service that reads committed results and course completions through it all, and believes what it sees: what it is told
 * must never be repeated, come in another order, or be undone but by a result that says so.
 */
public final class ResultWatch implements AutoCloseable {

    private static final int MOST_PROBLEMS = 20;

    private final String bootstrapServers;
    private final Heartbeat results = new Heartbeat();
    private final List<String> problems = new CopyOnWriteArrayList<>();
    private final Map<String, BitSet> sources = new HashMap<>();
    private final Map<String, ResultOrder> orders = new HashMap<>();
    private final Map<String, Integer> completed = new HashMap<>();
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
        if (!isNew(from, Math.toIntExact(result.inOffset()))) {
            problem("a second result of " + result.position());
        }
        orders.computeIfAbsent(result.enrollmentId(), enrollment -> new ResultOrder())
                .problems(result)
                .forEach(this::problem);
    }

    private boolean isNew(String from, int offset) {
        BitSet seen = sources.computeIfAbsent(from, partition -> new BitSet());
        boolean isNew = !seen.get(offset);
        seen.set(offset);
        return isNew;
    }

    /** One that was imported is not seen here, but has its number. */
    private synchronized void completion(CourseCompletion completion) {
        Integer before = completed.put(completion.enrollmentId(), completion.number());
        if (before != null && before >= completion.number()) {
            problem("completion %d of %s's course comes after completion %d"
                    .formatted(completion.number(), completion.enrollmentId(), before));
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
