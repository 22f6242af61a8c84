package dev.oncemark.reconcile;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.verify.history.StoredRecord;
import java.nio.BufferUnderflowException;
import java.nio.ByteBuffer;
import java.util.HashMap;
import java.util.Map;

/**
 * The enrollments that the streams-app takes requests for, and the version of the row by which it does: its place in the
 * platform's log. They are read from the changelog of the store {@code enrollments}, which has every enrollment, however long
 * ago its row came. Of a state only the beginning is read, which formats 1 and 2 have in common: version, flags (the lowest
 * is set where the enrollment is active), learner, row version.
 */
final class ActiveEnrollments {

    private static final int LATEST_FORMAT = 2;
    private static final int ACTIVE = 1;
    private static final int UUID_BYTES = 16;

    private final Map<String, Long> rowVersions = new HashMap<>();

    static String topic(String application) {
        return application + "-enrollments-changelog";
    }

    /** @throws IllegalStateException if a state is damaged, or of a format that this program does not know */
    void add(StoredRecord changed) {
        byte[] key = changed.key();
        byte[] state = changed.value();
        if (key == null) {
            return;
        }
        String id = new String(key, UTF_8);
        rowVersions.remove(id);
        if (state != null) {
            try {
                add(id, ByteBuffer.wrap(state));
            } catch (BufferUnderflowException | IllegalArgumentException cut) {
                throw new IllegalStateException("the state of enrollment " + id + " is damaged", cut);
            }
        }
    }

    private void add(String id, ByteBuffer state) {
        int format = state.get();
        if (format < 1 || format > LATEST_FORMAT) {
            throw new IllegalStateException(
                    "the state of enrollment %s is of format %d, which is not known here".formatted(id, format));
        }
        boolean isActive = (state.get() & ACTIVE) != 0;
        int learner = (int) number(state);
        state.position(state.position() + (learner == 0 ? UUID_BYTES : learner));
        if (isActive) {
            rowVersions.put(id, number(state));
        }
    }

    /** An unsigned LEB128 varint. */
    private static long number(ByteBuffer state) {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            byte next = state.get();
            value |= (next & 0x7FL) << shift;
            if (next >= 0) {
                break;
            }
        }
        return value;
    }

    /** By enrollment; 0 where the row does not say. */
    Map<String, Long> rowVersions() {
        return rowVersions;
    }
}
