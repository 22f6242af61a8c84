package dev.oncemark.sink.rows;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.schema.Table;
import java.util.Arrays;

/**
 * Rows of one table, each in the binary form of {@code COPY}, one behind the other in one array that is used again by
 * the next batch. Not safe for use by several threads.
 */
public final class RowBatch {

    private final Table table;
    private byte[] bytes = new byte[1 << 16];
    private int end;
    private int size;
    private int[] starts = new int[256];
    private int[] records = new int[256];

    public RowBatch(Table table) {
        this.table = table;
    }

    public Table table() {
        return table;
    }

    public int size() {
        return size;
    }

    /** The number that the row's record was added under. */
    public int record(int row) {
        return records[row];
    }

    /** Forgets every row. */
    public void clear() {
        end = 0;
        size = 0;
    }

    /** Adds a row whose fields are in {@code values}, in the order of the table's columns. */
    void add(int record, RowBuffer values) {
        int columns = table.columns().size();
        reserve(2 + 4 * columns + values.length());
        starts[size] = end;
        records[size] = record;
        end = values.copyTo(bytes, end);
        size++;
    }

    /**
     * The rows in the order of their keys, byte by byte. All sinks write in this order, so two of them can wait for each
     * other but never deadlock, and the primary key's index is filled from left to right.
     */
    public int[] byKey() {
        long[] beginnings = new long[size];
        for (int row = 0; row < size; row++) {
            beginnings[row] = beginningOfKey(row);
        }
        return RowOrder.sorted(size, (left, right) -> {
            int order = Long.compareUnsigned(beginnings[left], beginnings[right]);
            return order != 0 ? order : compareKeys(left, right);
        });
    }

    /** The first eight bytes of the first key column, which tell almost all rows apart; zeros where there are fewer. */
    private long beginningOfKey(int row) {
        int at = starts[row] + 2 + 4;
        int length = BigEndian.getInt(bytes, starts[row] + 2);
        if (length >= Long.BYTES) {
            return BigEndian.getLong(bytes, at);
        }
        long beginning = 0;
        for (int i = 0; i < Long.BYTES; i++) {
            beginning = beginning << 8 | (i < length ? bytes[at + i] & 0xFF : 0);
        }
        return beginning;
    }

    private int compareKeys(int left, int right) {
        int leftAt = starts[left] + 2;
        int rightAt = starts[right] + 2;
        for (int column = 0; column < table.keyColumns(); column++) {
            int leftEnd = leftAt + 4 + BigEndian.getInt(bytes, leftAt);
            int rightEnd = rightAt + 4 + BigEndian.getInt(bytes, rightAt);
            int order = Arrays.compareUnsigned(bytes, leftAt + 4, leftEnd, bytes, rightAt + 4, rightEnd);
            if (order != 0) {
                return order;
            }
            leftAt = leftEnd;
            rightAt = rightEnd;
        }
        return 0;
    }

    /** Where rows go. */
    public interface Target<E extends Exception> {
        void write(byte[] bytes, int offset, int length) throws E;
    }

    /** Hands the bytes of one row over. */
    public <E extends Exception> void write(int row, Target<E> target) throws E {
        int next = row + 1 == size ? end : starts[row + 1];
        target.write(bytes, starts[row], next - starts[row]);
    }

    /** The text in a column of a row; not null. */
    public String text(int row, int column) {
        int at = startOf(row, column);
        return new String(bytes, at + 4, BigEndian.getInt(bytes, at), UTF_8);
    }

    /** The {@code bigint} in a column of a row; not null. */
    public long bigint(int row, int column) {
        return BigEndian.getLong(bytes, startOf(row, column) + 4);
    }

    /** Where the length of a column's value is. */
    private int startOf(int row, int column) {
        int at = starts[row] + 2;
        for (int before = 0; before < column; before++) {
            at += 4 + Math.max(0, BigEndian.getInt(bytes, at));
        }
        return at;
    }

    /**
     * Rows in the order of their keys, in two parts.
     *
     * @param without those whose first key column is that of no other batch's row
     * @param with the rest
     */
    @SuppressWarnings("ArrayRecordComponent") // two orders that nobody compares or keeps
    public record Split(int[] without, int[] with) {}

    /** Splits {@code order} by whether a row of {@code other} has the same first key column. */
    public Split splitByFirst(int[] order, RowBatch other) {
        int[] otherOrder = other.byKey();
        int[] without = new int[order.length];
        int[] with = new int[order.length];
        int withouts = 0;
        int withs = 0;
        int at = 0;
        for (int row : order) {
            int compared = 1;
            while (at < otherOrder.length && (compared = compareFirst(row, other, otherOrder[at])) > 0) {
                at++;
            }
            if (at < otherOrder.length && compared == 0) {
                with[withs++] = row;
            } else {
                without[withouts++] = row;
            }
        }
        return new Split(Arrays.copyOf(without, withouts), Arrays.copyOf(with, withs));
    }

    /** How the first key columns of a row and of another batch's row compare. */
    private int compareFirst(int row, RowBatch other, int otherRow) {
        int at = starts[row] + 2;
        int otherAt = other.starts[otherRow] + 2;
        return Arrays.compareUnsigned(
                bytes,
                at + 4,
                at + 4 + BigEndian.getInt(bytes, at),
                other.bytes,
                otherAt + 4,
                otherAt + 4 + BigEndian.getInt(other.bytes, otherAt));
    }

    private void reserve(int length) {
        if (bytes.length - end < length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, end + length));
        }
        if (size == starts.length) {
            starts = Arrays.copyOf(starts, 2 * size);
            records = Arrays.copyOf(records, 2 * size);
        }
    }
}
