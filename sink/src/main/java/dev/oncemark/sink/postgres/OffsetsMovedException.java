package dev.oncemark.sink.postgres;

/**
 * PostgreSQL's next offset of a partition is not the one from which the batch was read: another sink, or this one before
 * an error, has stored it already. Nothing of the batch was stored.
 */
public final class OffsetsMovedException extends Exception {
    private static final long serialVersionUID = 1;

    OffsetsMovedException(String message) {
        super(message);
    }
}
