package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Ids.SEPARATOR;

import dev.oncemark.streams.processor.Input.Requested;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.function.Predicate;
import org.apache.kafka.streams.KeyValue;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * The task's parked requests, in the order in which they came, by enrollment. The store keeps them over restarts; a
 * mirror in memory, bounded like the store, answers every other request without a read.
 */
final class Parking {

    private final KeyValueStore<String, byte[]> store;
    private final int bound;
    private final Map<String, ParkedQueue> queues = new LinkedHashMap<>();
    private int size;

    Parking(KeyValueStore<String, byte[]> store, int bound) {
        this.store = store;
        this.bound = bound;
        try (KeyValueIterator<String, byte[]> all = store.all()) {
            all.forEachRemaining(this::mirror);
        }
    }

    private void mirror(KeyValue<String, byte[]> parked) {
        String enrollmentId = parked.key.substring(0, parked.key.indexOf(SEPARATOR));
        enqueue(ParkedFormat.unpack(enrollmentId, parked.value));
    }

    /** Whether any request of the enrollment is parked. */
    boolean has(String enrollmentId) {
        return !queues.isEmpty() && queues.containsKey(enrollmentId);
    }

    boolean isFull() {
        return size >= bound;
    }

    int size() {
        return size;
    }

    /** The enrollments that have requests here, as they are now. */
    List<String> enrollmentIds() {
        return List.copyOf(queues.keySet());
    }

    void park(Parked parked) {
        store.put(key(parked), ParkedFormat.pack(parked));
        enqueue(parked);
    }

    private void enqueue(Parked parked) {
        queues.computeIfAbsent(parked.requested().enrollmentId(), id -> new ParkedQueue())
                .add(parked);
        size++;
    }

    /** The request of the enrollment that came first, or null if none is parked. */
    @Nullable
    Parked head(String enrollmentId) {
        ParkedQueue queue = queues.get(enrollmentId);
        return queue == null ? null : queue.head();
    }

    /** Whether a request of the enrollment that comes now has to wait behind those that are parked. */
    boolean holds(Requested requested, boolean isCourseKnown) {
        ParkedQueue queue = queues.get(requested.enrollmentId());
        return queue != null && queue.holds(requested, isCourseKnown);
    }

    /**
     * Removes those of the enrollment's requests that {@code decide} decides. It is asked in their order, but for those
     * that one before them that stays holds.
     *
     * @param isCourseKnown whether the enrollment and its course are known: only then one lesson's wait alone
     */
    void release(String enrollmentId, boolean isCourseKnown, Predicate<Parked> decide) {
        ParkedQueue queue = queues.get(enrollmentId);
        if (queue == null) {
            return;
        }
        queue.release(isCourseKnown, parked -> decide.test(parked) && remove(parked));
        if (queue.isEmpty()) {
            queues.remove(enrollmentId);
        }
    }

    private boolean remove(Parked parked) {
        store.delete(key(parked));
        size--;
        return true;
    }

    /** Offsets have as many digits each, so that the keys' order is theirs. */
    private static String key(Parked parked) {
        return parked.requested().enrollmentId()
                + SEPARATOR
                + "%016x".formatted(parked.requested().position().offset());
    }
}
