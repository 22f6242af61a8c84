package dev.oncemark.streams;

import dev.oncemark.contracts.Ids;
import dev.oncemark.streams.enrollment.Enrollment;
import dev.oncemark.streams.enrollment.EnrollmentFormat;
import java.util.Map;
import java.util.concurrent.ConcurrentHashMap;
import java.util.concurrent.atomic.AtomicLong;
import java.util.function.UnaryOperator;
import org.apache.kafka.common.utils.Bytes;
import org.apache.kafka.streams.state.KeyValueBytesStoreSupplier;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.apache.kafka.streams.state.internals.InMemoryKeyValueStore;

/** Stores in memory that a stop of the app does not empty, as if they had been restored, and that count their calls. */
final class KeptStores {

    final AtomicLong reads = new AtomicLong();
    final AtomicLong writes = new AtomicLong();
    private final Map<String, KeyValueStore<Bytes, byte[]>> byName = new ConcurrentHashMap<>();

    private final boolean keepsUnreadableRows;
    private final UnaryOperator<Enrollment> memory;

    KeptStores() {
        this(true, UnaryOperator.identity());
    }

    private KeptStores(boolean keepsUnreadableRows, UnaryOperator<Enrollment> memory) {
        this.keepsUnreadableRows = keepsUnreadableRows;
        this.memory = memory;
    }

    /** Stores that lose which rows could not be read. */
    static KeptStores withoutUnreadableRows() {
        return new KeptStores(false, UnaryOperator.identity());
    }

    /** Stores that keep of an enrollment's state what {@code memory} makes of it. */
    static KeptStores of(UnaryOperator<Enrollment> memory) {
        return new KeptStores(true, memory);
    }

    StateStores stores() {
        return new StateStores(real -> new Supplier(real.name()));
    }

    private final class Supplier implements KeyValueBytesStoreSupplier {
        private final String name;

        Supplier(String name) {
            this.name = name;
        }

        @Override
        public String name() {
            return name;
        }

        @Override
        public KeyValueStore<Bytes, byte[]> get() {
            return byName.computeIfAbsent(name, Kept::new);
        }

        @Override
        public String metricsScope() {
            return "kept";
        }
    }

    private final class Kept extends InMemoryKeyValueStore {

        Kept(String name) {
            super(name);
        }

        @Override
        public synchronized byte[] get(Bytes key) {
            reads.incrementAndGet();
            return super.get(key);
        }

        @Override
        public synchronized KeyValueIterator<Bytes, byte[]> range(Bytes from, Bytes to) {
            reads.incrementAndGet();
            return super.range(from, to);
        }

        @Override
        public synchronized <P extends org.apache.kafka.common.serialization.Serializer<Q>, Q>
                KeyValueIterator<Bytes, byte[]> prefixScan(Q prefix, P serializer) {
            reads.incrementAndGet();
            return super.prefixScan(prefix, serializer);
        }

        @Override
        public synchronized void put(Bytes key, byte[] value) {
            writes.incrementAndGet();
            if (keepsUnreadableRows || key.get()[0] != Ids.SEPARATOR) {
                super.put(key, name().equals("enrollments") ? remembered(value) : value);
            }
        }

        private byte[] remembered(byte[] state) {
            return EnrollmentFormat.pack(memory.apply(EnrollmentFormat.unpack(state)));
        }

        @Override
        public synchronized byte[] delete(Bytes key) {
            writes.incrementAndGet();
            return super.delete(key);
        }

        @Override
        public void close() {
            // What is in it stays.
        }
    }
}
