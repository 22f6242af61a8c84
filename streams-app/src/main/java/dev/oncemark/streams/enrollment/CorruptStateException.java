package dev.oncemark.streams.enrollment;

/** A packed value that is cut, damaged or of a version that this program does not know. Nothing can be decided on it. */
public final class CorruptStateException extends RuntimeException {
    private static final long serialVersionUID = 1;

    public CorruptStateException(String what) {
        super(what);
    }
}
