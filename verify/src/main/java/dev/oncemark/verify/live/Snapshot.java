package dev.oncemark.verify.live;

import dev.oncemark.verify.history.Extent;
import dev.oncemark.verify.history.Log;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collection;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Set;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.Function;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsOptions;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.IsolationLevel;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;

/**
 * Where logs end. An end counts only when every transaction that was open before it is over: what is committed later then
 * comes after it.
 */
public final class Snapshot {

    private static final Duration ANSWER = Duration.ofSeconds(30);
    private static final Duration BETWEEN = Duration.ofMillis(200);

    private final Admin admin;
    private final Duration longestTransaction;
    private final List<Log> stuck = new ArrayList<>();

    /** @param longestTransaction after which the broker has to have ended any */
    public Snapshot(Admin admin, Duration longestTransaction) {
        this.admin = admin;
        this.longestTransaction = longestTransaction;
    }

    /** Logs with a transaction that did not end. */
    List<Log> stuck() {
        return stuck;
    }

    /** How many partitions each topic that there is has. */
    public Map<String, Integer> topics() {
        Set<String> names = await(admin.listTopics().names());
        return await(admin.describeTopics(names).allTopicNames()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey,
                        topic -> topic.getValue().partitions().size()));
    }

    /** The offsets up to which a group has committed. Its own open transactions are waited for. */
    public Map<Log, Long> consumed(String group) {
        var options = new ListConsumerGroupOffsetsOptions().requireStable(true);
        var spec = Map.of(group, new ListConsumerGroupOffsetsSpec());
        Map<TopicPartition, OffsetAndMetadata> offsets =
                await(admin.listConsumerGroupOffsets(spec, options).partitionsToOffsetAndMetadata(group));
        Map<Log, Long> consumed = new HashMap<>();
        offsets.forEach((partition, offset) -> {
            if (offset != null) {
                consumed.put(new Log(partition.topic(), partition.partition()), offset.offset());
            }
        });
        return consumed;
    }

    /** From the first record that there is to the present end. */
    public Map<Log, Extent> extents(Collection<Log> logs) {
        Map<TopicPartition, Long> ends = offsets(logs, OffsetSpec.latest(), IsolationLevel.READ_UNCOMMITTED);
        awaitCommitted(logs, ends);
        Map<TopicPartition, Long> committed = offsets(logs, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
        Map<TopicPartition, Long> starts = offsets(logs, OffsetSpec.earliest(), IsolationLevel.READ_UNCOMMITTED);
        return logs.stream().collect(Collectors.toMap(Function.identity(), log -> {
            long end = Math.min(of(ends, log), of(committed, log));
            return new Extent(Math.min(of(starts, log), end), end);
        }));
    }

    private void awaitCommitted(Collection<Log> logs, Map<TopicPartition, Long> ends) {
        long deadline = System.nanoTime() + longestTransaction.toNanos();
        List<Log> open = new ArrayList<>(logs);
        while (true) {
            var committed = offsets(open, OffsetSpec.latest(), IsolationLevel.READ_COMMITTED);
            open.removeIf(log -> of(committed, log) >= of(ends, log));
            if (open.isEmpty()) {
                return;
            }
            if (System.nanoTime() - deadline > 0) {
                stuck.addAll(open);
                return;
            }
            sleep();
        }
    }

    private Map<TopicPartition, Long> offsets(Collection<Log> logs, OffsetSpec spec, IsolationLevel isolation) {
        Map<TopicPartition, OffsetSpec> asked =
                logs.stream().collect(Collectors.toMap(Snapshot::partition, log -> spec));
        return await(admin.listOffsets(asked, new ListOffsetsOptions(isolation)).all()).entrySet().stream()
                .collect(Collectors.toMap(
                        Map.Entry::getKey, found -> found.getValue().offset()));
    }

    private static long of(Map<TopicPartition, Long> offsets, Log log) {
        return offsets.getOrDefault(partition(log), 0L);
    }

    static TopicPartition partition(Log log) {
        return new TopicPartition(log.topic(), log.partition());
    }

    private static void sleep() {
        try {
            Thread.sleep(BETWEEN.toMillis());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotCheckException("interrupted");
        }
    }

    private static <T> T await(KafkaFuture<T> future) {
        try {
            return future.get(ANSWER.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException failed) {
            throw new CannotCheckException("the broker: " + failed.getMessage(), failed);
        } catch (TimeoutException late) {
            throw new CannotCheckException("the broker does not answer", late);
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new CannotCheckException("interrupted", stopped);
        }
    }
}
