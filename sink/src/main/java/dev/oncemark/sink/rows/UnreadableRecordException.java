package dev.oncemark.sink.rows;

/** A record whose value can be no row; the message names the field and says what is wrong, not what it contains. */
public final class UnreadableRecordException extends Exception {
    private static final long serialVersionUID = 1;

    UnreadableRecordException(String problem) {
        super(problem, null, false, false);
    }
}
