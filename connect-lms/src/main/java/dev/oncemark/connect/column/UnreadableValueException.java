package dev.oncemark.connect.column;

/** A value that cannot be what it has to be. The row is written as unreadable, with the message. */
public final class UnreadableValueException extends RuntimeException {

    private static final int SHOWN = 64;

    public UnreadableValueException(String message) {
        super(message, null, false, false);
    }

    /** {@code value is wrong}, of which no more than 64 characters are shown: it may be personal. */
    public static UnreadableValueException of(Object value, String wrong) {
        String text = value instanceof byte[] bytes ? bytes.length + " bytes" : "'" + shortened(value) + "'";
        return new UnreadableValueException(text + " " + wrong);
    }

    private static String shortened(Object value) {
        String text = String.valueOf(value);
        return text.length() <= SHOWN ? text : text.substring(0, SHOWN - 1) + "…";
    }
}
