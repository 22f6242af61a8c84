package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Ids.SEPARATOR;

import java.util.ArrayDeque;
import java.util.Deque;
import java.util.LinkedHashMap;
import java.util.List;
import java.util.Map;
import java.util.NoSuchElementException;
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
    private final Map<String, Deque<Parked>> queues = new LinkedHashMap<>();
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
        enqueue(Parked.unpack(enrollmentId, parked.value));
    }

    boolean holds(String enrollmentId) {
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
        store.put(key(parked), parked.pack());
        enqueue(parked);
    }

    private void enqueue(Parked parked) {
        queues.computeIfAbsent(parked.requested().enrollmentId(), id -> new ArrayDeque<>())
                .addLast(parked);
        size++;
    }

    /** The request of the enrollment that came first, or null if none is parked. */
    @Nullable
    Parked head(String enrollmentId) {
        Deque<Parked> queue = queues.get(enrollmentId);
        return queue == null ? null : queue.peekFirst();
    }

    /** @throws NoSuchElementException if none is parked */
    void removeHead(String enrollmentId) {
        Deque<Parked> queue = queues.get(enrollmentId);
        if (queue == null) {
            throw new NoSuchElementException("no request is parked");
        }
        store.delete(key(queue.removeFirst()));
        size--;
        if (queue.isEmpty()) {
            queues.remove(enrollmentId);
        }
    }

    /** Offsets have as many digits each, so that the keys' order is theirs. */
    private static String key(Parked parked) {
        return parked.requested().enrollmentId()
                + SEPARATOR
                + "%016x".formatted(parked.requested().position().offset());
    }
}
