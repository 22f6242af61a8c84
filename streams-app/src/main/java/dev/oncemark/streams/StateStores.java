package dev.oncemark.streams;

import dev.oncemark.contracts.CourseOutline;
import dev.oncemark.contracts.Topics;
import java.time.Duration;
import java.util.Map;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.serialization.Serde;
import org.apache.kafka.common.serialization.Serdes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.StoreBuilder;
import org.apache.kafka.streams.state.Stores;

/**
 * How stores are kept. A changelog's active segment is never compacted, and an unclean stop has all of it restored:
 * so segments are small, and compaction does not wait (docs/design.md, section 5).
 */
final class StateStores {

    /** As they are in the app. */
    static final StateStores REAL = new StateStores(supplier -> supplier);

    private static final Map<String, String> CHANGELOG = Map.of(
            "segment.bytes", String.valueOf(16 << 20),
            "min.cleanable.dirty.ratio", "0.1",
            "max.compaction.lag.ms", String.valueOf(Duration.ofMinutes(5).toMillis()));

    private final UnaryOperator<KeyValueBytesStoreSupplier> wrapper;

    /** For tests that keep stores over a restart, or count calls: {@code wrapper} replaces each real store. */
    StateStores(UnaryOperator<KeyValueBytesStoreSupplier> wrapper) {
        this.wrapper = wrapper;
    }

    /** On disk, in RocksDB, with packed values. */
    StoreBuilder<KeyValueStore<String, byte[]>> onDisk(String name) {
        return logged(Stores.persistentKeyValueStore(name), Serdes.ByteArray());
    }

    /** In memory: small. */
    StoreBuilder<KeyValueStore<String, byte[]>> inMemory(String name) {
        return logged(Stores.inMemoryKeyValueStore(name), Serdes.ByteArray());
    }

    StoreBuilder<KeyValueStore<String, String>> cursors(String name) {
        return logged(Stores.inMemoryKeyValueStore(name), Serdes.String());
    }

    /** In memory, restored from {@code course-outlines} itself. */
    StoreBuilder<KeyValueStore<String, CourseOutline>> outlines(String name) {
        return uncached(Stores.inMemoryKeyValueStore(name), Topics.COURSE_OUTLINES.serde())
                .withLoggingDisabled();
    }

    private <V> StoreBuilder<KeyValueStore<String, V>> logged(KeyValueBytesStoreSupplier real, Serde<V> values) {
        return uncached(real, values).withLoggingEnabled(CHANGELOG);
    }

    private <V> StoreBuilder<KeyValueStore<String, V>> uncached(KeyValueBytesStoreSupplier real, Serde<V> values) {
        return Stores.keyValueStoreBuilder(wrapper.apply(real), Serdes.String(), values)
                .withCachingDisabled();
    }
}
