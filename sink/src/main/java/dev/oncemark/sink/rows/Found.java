package dev.oncemark.sink.rows;

/** What a record is, by its table's filter. */
public enum Found {
    /** A row. */
    ROW(true, false),
    /** A row, and one of another table as well. */
    ROW_AND_ANOTHER(true, true),
    /** A row of another table. */
    ANOTHER(false, true),
    /** No row: it changed nothing. */
    NONE(false, false);

    private final boolean row;
    private final boolean another;

    Found(boolean row, boolean another) {
        this.row = row;
        this.another = another;
    }

    /** Whether it is a row of the reader's table. */
    public boolean isRow() {
        return row;
    }

    /** Whether it is a row of another table. */
    public boolean isAnother() {
        return another;
    }
}
