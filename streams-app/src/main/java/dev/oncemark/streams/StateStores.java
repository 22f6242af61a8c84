package dev.oncemark.streams;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How stores are kept. A changelog's active segment is never compacted, and after an unclean stop all of it is read
 * again: so segments are small, and compaction does not wait (design, section 5).
 */
final class StateStores {

    private static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes", String.valueOf(16 << 20),
            "min.cleanable.dirty.ratio", "0.1",
            "max.compaction.lag.ms", String.valueOf(Duration.ofMinutes(5).toMillis()));

    private StateStores() {}

    /** On disk, in RocksDB, with packed values. */
    static StoreBuilder<KeyValueStore<String, byte[]>> onDisk(String name) {
        return Stores.keyValueStoreBuilder(Stores.persistentKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** In memory: small. */
    static StoreBuilder<KeyValueStore<String, byte[]>> inMemory(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.ByteArray())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }

    static StoreBuilder<KeyValueStore<String, String>> cursors(String name) {
        return Stores.keyValueStoreBuilder(Stores.inMemoryKeyValueStore(name), Serdes.String(), Serdes.String())
                .withCachingDisabled()
                .withLoggingEnabled(CHANGELOG);
    }

    /** In memory, restored from {@code course-outlines} itself. */
    static StoreBuilder<KeyValueStore<String, CourseOutline>> outlines(String name) {
        return Stores.keyValueStoreBuilder(
                        Stores.inMemoryKeyValueStore(name), Serdes.String(), Topics.COURSE_OUTLINES.serde())
                .withCachingDisabled()
                .withLoggingDisabled();
    }
}
