package dev.oncemark.ingest.results;

import dev.oncemark.contracts.Topics;
import dev.oncemark.ingest.settings.ClientSettings;
import dev.oncemark.ingest.settings.IngestSettings.IndexLimits;
import java.time.Duration;
import java.time.Instant;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.concurrent.ExecutionException;
import java.util.concurrent.TimeUnit;
import java.util.concurrent.TimeoutException;
import java.util.function.BooleanSupplier;
import java.util.function.ToLongFunction;
import java.util.stream.Collectors;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.ListConsumerGroupOffsetsSpec;
import org.apache.kafka.clients.consumer.Consumer;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.clients.consumer.OffsetAndTimestamp;
import org.apache.kafka.common.KafkaException;
import org.apache.kafka.common.PartitionInfo;
import org.apache.kafka.common.TopicPartition;
import org.jspecify.annotations.Nullable;
import org.slf4j.Logger;
import org.slf4j.LoggerFactory;

/**
 * From where the API reads at its start. Of results: so many offsets before the end. Of requests: what the streams-app
 * has not read yet, and what it read so lately that it may still keep it; so many offsets before the end at most. Of
 * outlines: all of one partition, since each has every outline.
 */
final class StartOffsets {

    private static final Logger LOG = LoggerFactory.getLogger(StartOffsets.class);
    private static final Duration TIMEOUT = Duration.ofSeconds(5);

    private final ClientSettings clients;
    private final IndexLimits limits;

    /** What is to be read of a partition before all is loaded. */
    record Range(long from, long end, long decidedBelow) {}

    StartOffsets(ClientSettings clients, IndexLimits limits) {
        this.clients = clients;
        this.limits = limits;
    }

    /** Assigns all partitions and seeks, once the topics are there; gives up when {@code stopped}. */
    Map<TopicPartition, Range> assign(Consumer<?, ?> consumer, BooleanSupplier stopped) {
        List<TopicPartition> results = partitions(consumer, Topics.COMPLETION_RESULTS.name(), stopped);
        List<TopicPartition> requests = partitions(consumer, Topics.COMPLETION_REQUESTS.name(), stopped);
        List<TopicPartition> outlines = partitions(consumer, Topics.COURSE_OUTLINES.name(), stopped).stream()
                .limit(1)
                .toList();
        // First, or the client warns about every partition that it is asked about.
        consumer.assign(
                Stream.of(results, requests, outlines).flatMap(List::stream).toList());
        Map<TopicPartition, Range> ranges = new HashMap<>(ofOutlines(consumer, outlines));
        ranges.putAll(ofResults(consumer, results));
        ranges.putAll(ofRequests(consumer, requests));
        ranges.forEach((partition, range) -> consumer.seek(partition, range.from()));
        return ranges;
    }

    private static List<TopicPartition> partitions(Consumer<?, ?> consumer, String topic, BooleanSupplier stopped) {
        while (!stopped.getAsBoolean()) {
            try {
                List<PartitionInfo> found = consumer.partitionsFor(topic, TIMEOUT);
                if (!found.isEmpty()) {
                    return found.stream()
                            .map(info -> new TopicPartition(topic, info.partition()))
                            .toList();
                }
                TimeUnit.MILLISECONDS.sleep(500);
            } catch (org.apache.kafka.common.errors.TimeoutException away) {
                LOG.atDebug().setCause(away).log("the broker is not reached yet");
            } catch (InterruptedException stopping) {
                Thread.currentThread().interrupt();
            }
        }
        return List.of();
    }

    private static Map<TopicPartition, Range> ofOutlines(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Range> ranges = new HashMap<>();
        consumer.endOffsets(partitions, TIMEOUT)
                .forEach((partition, end) -> ranges.put(partition, new Range(0, end, 0)));
        return ranges;
    }

    private Map<TopicPartition, Range> ofResults(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, TIMEOUT);
        Map<TopicPartition, Range> ranges = new HashMap<>();
        consumer.endOffsets(partitions, TIMEOUT).forEach((partition, end) -> {
            long begin = begins.getOrDefault(partition, 0L);
            ranges.put(partition, new Range(Math.max(begin, end - limits.resultsTail()), end, 0));
        });
        return ranges;
    }

    private Map<TopicPartition, Range> ofRequests(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        Map<TopicPartition, Long> begins = consumer.beginningOffsets(partitions, TIMEOUT);
        Map<TopicPartition, Long> ends = consumer.endOffsets(partitions, TIMEOUT);
        Map<TopicPartition, Long> read = readByStreamsApp(partitions, ends);
        Map<TopicPartition, Long> late = inTheGracePeriod(consumer, partitions);
        Map<TopicPartition, Range> ranges = new HashMap<>();
        ends.forEach((partition, end) -> {
            long decided = Math.min(read.getOrDefault(partition, 0L), end);
            long bound = Math.max(begins.getOrDefault(partition, 0L), end - limits.requestsTail());
            long from = Math.min(decided, late.getOrDefault(partition, end));
            ranges.put(partition, new Range(Math.max(bound, from), end, decided));
        });
        return ranges;
    }

    private Map<TopicPartition, Long> inTheGracePeriod(Consumer<?, ?> consumer, List<TopicPartition> partitions) {
        long since = Instant.now().minus(limits.grace()).toEpochMilli();
        Map<TopicPartition, Long> times =
                partitions.stream().collect(Collectors.toMap(partition -> partition, partition -> since));
        return offsets(consumer.offsetsForTimes(times, TIMEOUT), OffsetAndTimestamp::offset);
    }

    private Map<TopicPartition, Long> readByStreamsApp(
            List<TopicPartition> partitions, Map<TopicPartition, Long> ends) {
        var wanted = new ListConsumerGroupOffsetsSpec().topicPartitions(partitions);
        try (Admin admin = Admin.create(clients.admin())) {
            Map<TopicPartition, OffsetAndMetadata> committed = admin.listConsumerGroupOffsets(
                            Map.of(limits.group(), wanted))
                    .partitionsToOffsetAndMetadata()
                    .get(TIMEOUT.toMillis(), TimeUnit.MILLISECONDS);
            return offsets(committed, OffsetAndMetadata::offset);
        } catch (ExecutionException refused) {
            LOG.atWarn()
                    .addKeyValue("group", limits.group())
                    .setCause(refused)
                    .log(
                            "the offsets of the streams-app cannot be read: only requests from now on are known as pending");
            return ends;
        } catch (TimeoutException away) {
            throw new KafkaException("the offsets of group " + limits.group() + " could not be read", away);
        } catch (InterruptedException stopping) {
            Thread.currentThread().interrupt();
            throw new org.apache.kafka.common.errors.InterruptException(stopping);
        }
    }

    /** Without the partitions of which nothing is known. */
    private static <T> Map<TopicPartition, Long> offsets(
            Map<TopicPartition, @Nullable T> known, ToLongFunction<T> offset) {
        Map<TopicPartition, Long> offsets = new HashMap<>();
        known.forEach((partition, at) -> {
            if (at != null) {
                offsets.put(partition, offset.applyAsLong(at));
            }
        });
        return offsets;
    }
}
