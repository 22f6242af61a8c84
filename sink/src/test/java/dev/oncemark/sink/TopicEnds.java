package dev.oncemark.sink;

import static java.util.stream.Collectors.toMap;

import dev.oncemark.contracts.Topics;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.stream.IntStream;
import java.util.stream.Stream;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.admin.OffsetSpec;
import org.apache.kafka.common.TopicPartition;

/** How far the sink's topics go, and how far PostgreSQL has followed. */
public final class TopicEnds {

    private TopicEnds() {}

    /** The partitions that the sink reads. */
    public static List<TopicPartition> partitions() {
        return Stream.of(
                        Topics.COMPLETION_RESULTS,
                        Topics.COURSE_COMPLETIONS,
                        Topics.IMPORTED_COURSE_COMPLETIONS,
                        Topics.COURSE_CHANGES)
                .flatMap(topic -> IntStream.range(0, RealParts.PARTITIONS)
                        .mapToObj(number -> new TopicPartition(topic.name(), number)))
                .toList();
    }

    public static Map<TopicPartition, Long> ends() throws Exception {
        try (Admin admin = RealParts.broker().admin()) {
            var asked = partitions().stream().collect(toMap(partition -> partition, unused -> OffsetSpec.latest()));
            Map<TopicPartition, Long> ends = new HashMap<>();
            admin.listOffsets(asked).all().get().forEach((partition, end) -> ends.put(partition, end.offset()));
            return ends;
        }
    }

    public static Map<TopicPartition, Long> stored() {
        Map<TopicPartition, Long> stored = new HashMap<>();
        Database.rows("SELECT topic, part, next FROM progress.sink_offset")
                .forEach(row -> stored.put(
                        new TopicPartition(String.valueOf(row.get(0)), ((Number) row.get(1)).intValue()),
                        ((Number) row.get(2)).longValue()));
        stored.keySet().retainAll(partitions());
        return stored;
    }
}
