package dev.oncemark.runtime;

import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.concurrent.locks.LockSupport;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.CreateTopicsOptions;
import org.apache.kafka.clients.admin.ListOffsetsOptions;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.admin.TopicDescription;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.apache.kafka.common.errors.TopicExistsException;
import org.apache.kafka.common.errors.UnknownTopicOrPartitionException;

/**
 * Creates the topics that are not there yet, and refuses those that are there with another number of partitions.
 *
 * @param partitions P, the number of partitions over which enrollments are spread. It cannot change later: another P
 *     sends an enrollment to another partition, whose task does not have its state
 * @param replication how many brokers hold each partition: 3 anywhere but on one machine
 * @param minInSyncReplicas how many of them must have a record before it is acknowledged: 2 where replication is 3
 */
public record TopicProvisioner(int partitions, short replication, int minInSyncReplicas) {

    private static final long BETWEEN_LOOKS_NANOS = TimeUnit.MILLISECONDS.toNanos(100);

    private static final Map<String, String> DEAD_LETTERS = Topics.retention(Duration.ofDays(30), Map.of());

    public TopicProvisioner {
        if (partitions < 1 || replication < 1 || minInSyncReplicas < 1 || minInSyncReplicas > replication) {
            throw new IllegalArgumentException(
                    "partitions=%d, replication=%d, min.insync.replicas=%d: each is at least 1, the last at most replication"
                            .formatted(partitions, replication, minInSyncReplicas));
        }
    }

    /** Every topic as the broker shall create it. */
    public List<NewTopic> topics() {
        return Topics.all().stream()
                .flatMap(topic -> Stream.concat(
                        Stream.of(create(topic.name(), topic, topic.config())),
                        Topics.withDeadLetters()
                                .filter(topic::equals)
                                .map(dead -> create(dead.deadLetters(), dead, DEAD_LETTERS))))
                .toList();
    }

    /**
     * Creates what is missing, and waits until every partition has a leader that answers. A producer that does not ask for
     * acknowledgement of one batch before it sends the next would otherwise, on a partition that is only just made, get the second
     * in before the first, and the first never.
     *
     * @throws IllegalStateException if a topic exists with another number of partitions, or the broker does not answer
     */
    public void apply(Admin admin, Duration timeout) {
        var options = new CreateTopicsOptions().timeoutMs((int) timeout.toMillis());
        var created = admin.createTopics(topics(), options).values();
        List<String> existing = new ArrayList<>();
        created.forEach((name, done) -> {
            try {
                done.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            } catch (ExecutionException failure) {
                if (!(failure.getCause() instanceof TopicExistsException)) {
                    throw new IllegalStateException("topic " + name + " could not be created", failure.getCause());
                }
                existing.add(name);
            } catch (InterruptedException | TimeoutException stopped) {
                throw gaveUp(stopped);
            }
        });
        check(describe(admin, existing, timeout));
        awaitLeaders(admin, timeout);
    }

    private void awaitLeaders(Admin admin, Duration timeout) {
        Map<TopicPartition, OffsetSpec> ends = new HashMap<>();
        for (NewTopic topic : topics()) {
            for (int partition = 0; partition < topic.numPartitions(); partition++) {
                ends.put(new TopicPartition(topic.name(), partition), OffsetSpec.latest());
            }
        }
        var options = new ListOffsetsOptions().timeoutMs((int) timeout.toMillis());
        long deadline = System.nanoTime() + timeout.toNanos();
        while (!haveLeaders(admin.listOffsets(ends, options).all(), timeout)) {
            if (System.nanoTime() - deadline > 0) {
                throw gaveUp(new TimeoutException("a topic that was created is not known to the broker"));
            }
            LockSupport.parkNanos(BETWEEN_LOOKS_NANOS);
        }
    }

    /** A broker may not know a topic for a moment that its controller has made. */
    private static boolean haveLeaders(KafkaFuture<?> ends, Duration timeout) {
        try {
            ends.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
            return true;
        } catch (ExecutionException failure) {
            if (failure.getCause() instanceof UnknownTopicOrPartitionException) {
                return false;
            }
            throw gaveUp(failure);
        } catch (InterruptedException | TimeoutException failure) {
            throw gaveUp(failure);
        }
    }

    private static Map<String, TopicDescription> describe(Admin admin, List<String> names, Duration timeout) {
        return answer(admin.describeTopics(names).allTopicNames(), timeout);
    }

    private static <T> T answer(KafkaFuture<T> answer, Duration timeout) {
        try {
            return answer.get(timeout.toMillis(), TimeUnit.MILLISECONDS);
        } catch (ExecutionException | InterruptedException | TimeoutException failure) {
            throw gaveUp(failure);
        }
    }

    private void check(Map<String, TopicDescription> existing) {
        for (NewTopic wanted : topics()) {
            TopicDescription found = existing.get(wanted.name());
            if (found != null && found.partitions().size() != wanted.numPartitions()) {
                throw new IllegalStateException(
                        "topic %s has %d partitions, not %d; partitions cannot be changed without moving every key"
                                .formatted(wanted.name(), found.partitions().size(), wanted.numPartitions()));
            }
        }
    }

    private static IllegalStateException gaveUp(Exception cause) {
        if (cause instanceof InterruptedException) {
            Thread.currentThread().interrupt();
        }
        return new IllegalStateException("the topics could not be created: the broker did not answer", cause);
    }

    private NewTopic create(String name, Topic<?> spread, Map<String, String> config) {
        Map<String, String> all = new HashMap<>(config);
        all.put("min.insync.replicas", String.valueOf(minInSyncReplicas));
        return new NewTopic(name, spread.partitions(partitions), replication).configs(all);
    }
}
