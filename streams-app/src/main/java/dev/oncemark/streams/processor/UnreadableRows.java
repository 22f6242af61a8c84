package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Ids.SEPARATOR;

import dev.oncemark.streams.enrollment.PackedWriter;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;
import org.jspecify.annotations.Nullable;

/**
 * Rows of enrollments that could not be read, until a readable or deleted version of the same row comes. As long as there
 * are any, they hold back the enrollment's course completion, which can never be taken back. In the store of
 * {@link WaitingImports}, under a separator, the enrollment, a separator and the row's name: octet 2; unsigned partition and
 * offset of the record.
 */
final class UnreadableRows {

    private static final int VERSION = 2;

    private final KeyValueStore<String, byte[]> store;
    private int count;

    UnreadableRows(KeyValueStore<String, byte[]> store) {
        this.store = store;
        try (KeyValueIterator<String, byte[]> all =
                store.prefixScan(String.valueOf(SEPARATOR), new StringSerializer())) {
            all.forEachRemaining(row -> count++);
        }
    }

    /** How many there are in the task. */
    int count() {
        return count;
    }

    /** Notes the row. One that nothing identifies could never be told to be readable: it is among the dead letters alone. */
    void add(Input.UnreadableRow row) {
        String name = row.identity().name();
        if (name == null) {
            return;
        }
        String key = prefix(row.enrollmentId()) + name;
        if (store.get(key) == null) {
            count++;
        }
        store.put(
                key,
                new PackedWriter()
                        .octet(VERSION)
                        .unsigned(row.position().partition())
                        .unsigned(row.position().offset())
                        .toBytes());
    }

    /** Forgets the row, which can be read now or is gone; returns whether it was noted. */
    boolean remove(String enrollmentId, @Nullable String row, @Nullable String lesson) {
        if (count == 0) {
            return false;
        }
        var identity = new RowIdentity(row, lesson);
        // A row that is read now under its identity may have been noted by its lesson, by a connector that gave none.
        boolean byRow = row != null && removeNamed(enrollmentId, row);
        return removeNamed(enrollmentId, identity.lessonName()) || byRow;
    }

    private boolean removeNamed(String enrollmentId, @Nullable String name) {
        if (name == null || store.delete(prefix(enrollmentId) + name) == null) {
            return false;
        }
        count--;
        return true;
    }

    /** Whether there are any of the enrollment. */
    boolean holds(String enrollmentId) {
        if (count == 0) {
            return false;
        }
        try (KeyValueIterator<String, byte[]> rows = store.prefixScan(prefix(enrollmentId), new StringSerializer())) {
            return rows.hasNext();
        }
    }

    private static String prefix(String enrollmentId) {
        return SEPARATOR + enrollmentId + SEPARATOR;
    }
}
