package dev.oncemark.sink.rows;

/** Sorts row numbers as they are, where the JDK would make an object of each: a merge sort, so equal rows stay in order. */
final class RowOrder {

    private static final int SMALL = 8;

    /** How two rows compare, by their numbers. */
    interface Comparison {
        int compare(int left, int right);
    }

    private final Comparison comparison;
    private final int[] order;
    private final int[] spare;

    private RowOrder(int size, Comparison comparison) {
        this.comparison = comparison;
        this.order = new int[size];
        this.spare = new int[size];
    }

    /** The numbers from 0 to below {@code size}, in their order. */
    static int[] sorted(int size, Comparison comparison) {
        RowOrder rows = new RowOrder(size, comparison);
        for (int row = 0; row < size; row++) {
            rows.order[row] = row;
        }
        rows.sort(0, size);
        return rows.order;
    }

    private void sort(int from, int to) {
        if (to - from <= SMALL) {
            insert(from, to);
            return;
        }
        int middle = (from + to) >>> 1;
        sort(from, middle);
        sort(middle, to);
        if (comparison.compare(order[middle - 1], order[middle]) > 0) {
            merge(from, middle, to);
        }
    }

    private void insert(int from, int to) {
        for (int i = from + 1; i < to; i++) {
            int row = order[i];
            int at = i;
            while (at > from && comparison.compare(order[at - 1], row) > 0) {
                order[at] = order[at - 1];
                at--;
            }
            order[at] = row;
        }
    }

    private void merge(int from, int middle, int to) {
        System.arraycopy(order, from, spare, from, middle - from);
        int left = from;
        int right = middle;
        int at = from;
        while (left < middle && right < to) {
            order[at++] = comparison.compare(order[right], spare[left]) < 0 ? order[right++] : spare[left++];
        }
        System.arraycopy(spare, left, order, at, middle - left);
    }
}
