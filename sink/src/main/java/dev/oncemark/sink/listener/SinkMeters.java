package dev.oncemark.sink.listener;

import dev.oncemark.schema.Table;
import dev.oncemark.sink.postgres.ProgressStore;
import io.micrometer.core.instrument.Counter;
import io.micrometer.core.instrument.Gauge;
import io.micrometer.core.instrument.MeterRegistry;
import io.micrometer.core.instrument.Tags;
import io.micrometer.core.instrument.Timer;
import java.util.Collection;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.atomic.AtomicLong;
import java.util.stream.Stream;
import org.apache.kafka.common.TopicPartition;

/** What the sink counts. */
public final class SinkMeters {

    private final MeterRegistry registry;
    private final Timer batches;
    private final Map<TopicPartition, PartitionMeters> partitions = new ConcurrentHashMap<>();

    private record PartitionMeters(AtomicLong next, AtomicLong lag, List<Gauge> registered) {}

    public SinkMeters(MeterRegistry registry) {
        this.registry = registry;
        this.batches = Timer.builder("oncemark.sink.batch")
                .description("Batches stored, and how long each took, waiting included")
                .register(registry);
        // There from the beginning, at zero: the first one is to be seen as an increase.
        var unused = Stream.concat(
                        Batch.TOPICS.stream().map(topic -> deadLetters(topic.name())),
                        ProgressStore.TABLES.stream().map(this::conflicts))
                .toList();
    }

    private Counter deadLetters(String topic) {
        return registry.counter("oncemark.sink.dead.letters", "topic", topic);
    }

    private Counter conflicts(Table table) {
        return registry.counter("oncemark.sink.conflicts", "table", table.name());
    }

    void stored(Batch batch, long nanos) {
        batches.record(nanos, TimeUnit.NANOSECONDS);
        registry.counter("oncemark.sink.passed.over").increment(batch.skipped());
    }

    void stored(ProgressStore.Stored table) {
        Tags tags = Tags.of("table", table.table().name());
        registry.counter("oncemark.sink.rows", tags).increment(table.inserted());
        conflicts(table.table()).increment(table.different());
    }

    void deadLetter(DeadLetter letter) {
        deadLetters(letter.record().topic()).increment();
    }

    void paused(PauseControl pause) {
        Gauge.builder("oncemark.sink.paused", pause, held -> held.isPaused() ? 1 : 0)
                .description("1 while batches cannot be stored")
                .strongReference(true)
                .register(registry);
    }

    /** Where a partition is: PostgreSQL's next offset, and how many offsets the topic has behind it. */
    void at(TopicPartition partition, long next, long lag) {
        PartitionMeters meters = partitions.computeIfAbsent(partition, this::register);
        meters.next().set(next);
        meters.lag().set(lag);
    }

    /** Another sink may have the partition now; this one knows nothing of it. */
    void gone(Collection<TopicPartition> gone) {
        for (TopicPartition partition : gone) {
            PartitionMeters meters = partitions.remove(partition);
            if (meters != null) {
                meters.registered().forEach(registry::remove);
            }
        }
    }

    private PartitionMeters register(TopicPartition partition) {
        AtomicLong next = new AtomicLong();
        AtomicLong lag = new AtomicLong();
        return new PartitionMeters(
                next,
                lag,
                List.of(
                        gauge("oncemark.sink.next.offset", partition, next),
                        gauge("oncemark.sink.lag", partition, lag)));
    }

    private Gauge gauge(String name, TopicPartition partition, AtomicLong value) {
        return Gauge.builder(name, value, AtomicLong::get)
                .tag("topic", partition.topic())
                .tag("partition", Integer.toString(partition.partition()))
                .register(registry);
    }
}
