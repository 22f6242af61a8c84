package dev.oncemark.streams.processor;

import static dev.oncemark.contracts.Ids.SEPARATOR;

import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import dev.oncemark.streams.enrollment.CorruptStateException;
import dev.oncemark.streams.enrollment.PackedReader;
import dev.oncemark.streams.enrollment.PackedWriter;
import dev.oncemark.streams.processor.Input.ProgressRow;
import java.util.ArrayList;
import java.util.Comparator;
import java.util.List;
import org.apache.kafka.common.serialization.StringSerializer;
import org.apache.kafka.streams.state.KeyValueIterator;
import org.apache.kafka.streams.state.KeyValueStore;

/**
 * Imported rows whose enrollment, course or lesson is not known yet. They wait without a time limit. A row as bytes,
 * version 1: octet 1; signed completion time, ms since 1970; unsigned partition and offset of its record. The key is
 * enrollment and lesson. The store is shared with {@link UnreadableRows}, whose keys begin with a separator.
 */
final class WaitingImports {

    private static final int VERSION = 1;

    private final KeyValueStore<String, byte[]> store;

    WaitingImports(KeyValueStore<String, byte[]> store) {
        this.store = store;
    }

    void put(ProgressRow row) {
        store.put(key(row), pack(row));
    }

    void remove(ProgressRow row) {
        store.delete(key(row));
    }

    /** The rows that wait for an enrollment, in the order in which they came. */
    List<ProgressRow> of(String enrollmentId) {
        List<ProgressRow> rows = new ArrayList<>();
        String prefix = enrollmentId + SEPARATOR;
        try (KeyValueIterator<String, byte[]> waiting = store.prefixScan(prefix, new StringSerializer())) {
            waiting.forEachRemaining(
                    row -> rows.add(unpack(enrollmentId, row.key.substring(prefix.length()), row.value)));
        }
        rows.sort(Comparator.comparingLong(row -> row.position().offset()));
        return rows;
    }

    private static String key(ProgressRow row) {
        return row.enrollmentId() + SEPARATOR + row.lessonId();
    }

    static byte[] pack(ProgressRow row) {
        return new PackedWriter()
                .octet(VERSION)
                .signed(row.completedAt())
                .unsigned(row.position().partition())
                .unsigned(row.position().offset())
                .toBytes();
    }

    /** @throws CorruptStateException if the bytes are cut, damaged or of another version */
    static ProgressRow unpack(String enrollmentId, String lessonId, byte[] bytes) {
        var in = new PackedReader("a waiting import", bytes).version(VERSION);
        long completedAt = in.signed();
        var position = new RecordPosition(Topics.LMS_ENROLLMENTS.name(), in.unsigned(Integer.MAX_VALUE), in.unsigned());
        in.end();
        return new ProgressRow(enrollmentId, lessonId, completedAt, null, position, null);
    }
}
