package dev.oncemark.sink.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.ArrayList;
import java.util.Arrays;
import java.util.List;

/** The values of one row while its record is read, in the order of the JSON, each in PostgreSQL's binary form. */
final class RowBuffer {

    /** The length of no value, as {@code COPY} has it. */
    private static final int NULL = -1;

    /** The object id of {@code text} in PostgreSQL's catalog. */
    private static final int TEXT_TYPE = 25;

    private final int[] starts;
    private final int[] lengths;
    private byte[] bytes = new byte[1024];
    private int end;

    RowBuffer(int columns) {
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

    String text(int column) {
        return new String(bytes, starts[column], lengths[column], UTF_8);
    }

    long bigint(int column) {
        return BigEndian.getLong(bytes, starts[column]);
    }

    void putNull(int column) {
        lengths[column] = NULL;
    }

    void putLong(int column, long value) {
        begin(column, Long.BYTES);
        BigEndian.putLong(bytes, end, value);
        end += Long.BYTES;
    }

    void putInt(int column, int value) {
        begin(column, Integer.BYTES);
        BigEndian.putInt(bytes, end, value);
        end += Integer.BYTES;
    }

    void putUuid(int column, long most, long least) {
        begin(column, 2 * Long.BYTES);
        BigEndian.putLong(bytes, end, most);
        BigEndian.putLong(bytes, end + Long.BYTES, least);
        end += 2 * Long.BYTES;
    }

    /** False if the characters are not valid Unicode; nothing is put then. */
    boolean putText(int column, char[] chars, int offset, int length) {
        begin(column, length);
        byte[] target = bytes;
        int at = end;
        int seen = 0;
        for (int i = offset; i < offset + length; i++) {
            char c = chars[i];
            seen |= c;
            target[at++] = (byte) c;
        }
        if (seen >= 0x80) { // not ASCII only
            return putAnyText(column, new String(chars, offset, length));
        }
        end = at;
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

    /** False if one of the texts is not valid Unicode; nothing is put then. */
    boolean putTexts(int column, List<String> texts) {
        List<byte[]> elements = new ArrayList<>();
        int length = 5 * Integer.BYTES;
        for (String text : texts) {
            byte[] encoded = text.getBytes(UTF_8);
            if (!new String(encoded, UTF_8).equals(text)) {
                return false;
            }
            elements.add(encoded);
            length += Integer.BYTES + encoded.length;
        }
        if (elements.isEmpty()) {
            length = 3 * Integer.BYTES;
        }
        begin(column, length);
        putArrayHeader(elements.size());
        for (byte[] element : elements) {
            put(element.length);
            System.arraycopy(element, 0, bytes, end, element.length);
            end += element.length;
        }
        return true;
    }

    /** An array's dimensions, that it has no nulls, the type of its elements, and how many there are, from which number. */
    private void putArrayHeader(int size) {
        put(size == 0 ? 0 : 1);
        put(0);
        put(TEXT_TYPE);
        if (size > 0) {
            put(size);
            put(1);
        }
    }

    private void put(int value) {
        BigEndian.putInt(bytes, end, value);
        end += Integer.BYTES;
    }

    /** How many bytes all values take. */
    int length() {
        return end;
    }

    /**
     * Writes the row, in the order of the columns: their number, and each with its length before it.
     *
     * @return where it ends
     */
    int copyTo(byte[] target, int from) {
        BigEndian.putShort(target, from, lengths.length);
        int at = from + Short.BYTES;
        for (int column = 0; column < lengths.length; column++) {
            int length = lengths[column];
            BigEndian.putInt(target, at, length);
            at += Integer.BYTES;
            if (length != NULL) {
                System.arraycopy(bytes, starts[column], target, at, length);
                at += length;
            }
        }
        return at;
    }

    private void begin(int column, int length) {
        if (bytes.length - end < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + length));
        }
        starts[column] = end;
        lengths[column] = length;
    }
}
