package dev.oncemark.bench.streams;

import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.Broker;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import java.util.TreeMap;
import java.util.concurrent.ExecutionException;
import java.util.stream.Collectors;
import java.util.stream.IntStream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.NewTopic;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.KafkaFuture;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;

/** How far consumer groups are, by what they have committed. */
public final class GroupOffsets implements AutoCloseable {

    /** Of each topic but the catalog's, which has one. */
    public static final int PARTITIONS = 4;

    private final Admin admin;

    public GroupOffsets(Broker broker) {
        this.admin = broker.admin();
    }

    /** How many records of the topic the group has committed. */
    public long progress(String group, String topic) {
        Map<TopicPartition, OffsetAndMetadata> committed =
                get(admin.listConsumerGroupOffsets(group).partitionsToOffsetAndMetadata());
        return committed.entrySet().stream()
                .filter(entry -> entry.getKey().topic().equals(topic) && entry.getValue() != null)
                .mapToLong(entry -> entry.getValue().offset())
                .sum();
    }

    /** The offset behind the last record of each partition. */
    public Map<TopicPartition, Long> ends(String topic) {
        int count = topic.equals(Topics.LMS_COURSES.name()) ? 1 : PARTITIONS;
        Map<TopicPartition, OffsetSpec> asked = IntStream.range(0, count)
                .boxed()
                .collect(Collectors.toMap(number -> new TopicPartition(topic, number), number -> OffsetSpec.latest()));
        Map<TopicPartition, Long> ends = new TreeMap<>(java.util.Comparator.comparing(TopicPartition::toString));
        get(admin.listOffsets(asked).all()).forEach((partition, end) -> ends.put(partition, end.offset()));
        return ends;
    }

    public long size(String topic) {
        return ends(topic).values().stream().mapToLong(Long::longValue).sum();
    }

    /** Whether the group has committed all that is in the topic now. */
    public boolean hasRead(String group, String topic) {
        return progress(group, topic) >= size(topic);
    }

    /** Lets the group go on behind the last record of the topic, or at its first. */
    public void setTo(String group, String topic, boolean end) {
        Map<TopicPartition, OffsetAndMetadata> offsets = ends(topic).entrySet().stream()
                .collect(Collectors.toMap(Map.Entry::getKey, at -> new OffsetAndMetadata(end ? at.getValue() : 0)));
        get(admin.alterConsumerGroupOffsets(group, offsets).all());
    }

    public boolean isEmpty(String group) {
        var described =
                admin.describeConsumerGroups(List.of(group)).describedGroups().get(group);
        return get(described).members().isEmpty();
    }

    public void create(String topic) {
        get(admin.createTopics(List.of(new NewTopic(topic, PARTITIONS, (short) 1)))
                .all());
    }

    private static <T> T get(@Nullable KafkaFuture<T> future) {
        try {
            return Objects.requireNonNull(future).get();
        } catch (ExecutionException failure) {
            throw new IllegalStateException("the broker refused", failure.getCause());
        } catch (InterruptedException stopped) {
            Thread.currentThread().interrupt();
            throw new IllegalStateException("interrupted", stopped);
        }
    }

    @Override
    public void close() {
        admin.close();
    }
}
