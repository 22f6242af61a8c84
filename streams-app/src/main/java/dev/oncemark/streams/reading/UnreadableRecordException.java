package dev.oncemark.streams.reading;

/** A record is not what its topic promises; the message says in what. */
public final class UnreadableRecordException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public UnreadableRecordException(String message) {
        super(message);
    }
}
