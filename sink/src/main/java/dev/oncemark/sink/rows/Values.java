package dev.oncemark.sink.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;

/** The values of one row while its record is read, in the order of the JSON, each in PostgreSQL's binary form. */
final class Values {

    private static final int NULL = -1;

    private final int[] starts;
    private final int[] lengths;
    private byte[] bytes = new byte[1024];
    private int end;

    Values(int columns) {
        this.starts = new int[columns];
        this.lengths = new int[columns];
    }

    void clear() {
        end = 0;
        Arrays.fill(lengths, NULL);
    }

    boolean isNull(int column) {
        return lengths[column] == NULL;
    }

    void putNull(int column) {
        lengths[column] = NULL;
    }

    void putLong(int column, long value) {
        begin(column, Long.BYTES);
        append(value);
    }

    void putInt(int column, int value) {
        begin(column, Integer.BYTES);
        for (int shift = 24; shift >= 0; shift -= 8) {
            bytes[end++] = (byte) (value >> shift);
        }
    }

    void putUuid(int column, long most, long least) {
        begin(column, 2 * Long.BYTES);
        append(most);
        append(least);
    }

    /** False if the characters are not valid Unicode; nothing is put then. */
    boolean putText(int column, char[] chars, int offset, int length) {
        begin(column, length);
        for (int at = offset; at < offset + length; at++) {
            char c = chars[at];
            if (c >= 0x80) {
                end = starts[column];
                return putAnyText(column, new String(chars, offset, length));
            }
            bytes[end++] = (byte) c;
        }
        return true;
    }

    private boolean putAnyText(int column, String text) {
        byte[] encoded = text.getBytes(UTF_8);
        if (!new String(encoded, UTF_8).equals(text)) {
            lengths[column] = NULL;
            return false;
        }
        begin(column, encoded.length);
        System.arraycopy(encoded, 0, bytes, end, encoded.length);
        end += encoded.length;
        return true;
    }

    byte[] bytes() {
        return bytes;
    }

    int length() {
        return end;
    }

    int start(int column) {
        return starts[column];
    }

    /** The value's length in bytes; -1 for null, as {@code COPY} has it. */
    int length(int column) {
        return lengths[column];
    }

    private void begin(int column, int length) {
        if (bytes.length - end < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + length));
        }
        starts[column] = end;
        lengths[column] = length;
    }

    private void append(long value) {
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[end++] = (byte) (value >> shift);
        }
    }
}
