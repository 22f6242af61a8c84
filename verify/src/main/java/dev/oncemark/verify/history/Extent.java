package dev.oncemark.verify.history;

/**
 * How much of a log is looked at.
 *
 * @param start the first offset that the broker still has
 * @param end the first offset after the cut
 */
public record Extent(long start, long end) {

    public static final Extent NOTHING = new Extent(0, 0);

    /** Whether retention has taken the beginning away. */
    public boolean isTruncated() {
        return start > 0;
    }

    public long size() {
        return end - start;
    }
}
