package dev.oncemark.sink.listener;

import java.util.Collection;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import org.apache.kafka.common.TopicPartition;

/** What health wants to know of one consumer. */
final class ConsumerState {

    private final Map<TopicPartition, Long> outOfReach = new ConcurrentHashMap<>();
    private volatile boolean joined;

    /** The group has given it its share, which may be nothing. */
    void joined() {
        joined = true;
    }

    boolean hasJoined() {
        return joined;
    }

    /** PostgreSQL's next offset is not in the topic: records between are gone, or the topic is another. */
    void outOfReach(Map<TopicPartition, Long> next) {
        outOfReach.putAll(next);
    }

    void reachable(Collection<TopicPartition> partitions) {
        outOfReach.keySet().removeAll(partitions);
    }

    Map<TopicPartition, Long> outOfReach() {
        return Map.copyOf(outOfReach);
    }
}
