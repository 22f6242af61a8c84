package dev.oncemark.connect.column;

import java.math.BigDecimal;
import java.nio.ByteBuffer;
import java.util.UUID;

/** Ids as Oncemark has them: text of 1 to 255 characters, which the API takes in paths and bodies. */
public final class IdText {

    /** The longest id, in UTF-16 units. */
    public static final int MAX_LENGTH = 255;

    private static final int UUID_BYTES = 16;

    private IdText() {}

    /**
     * An id from text, from a number without needless zeros, or from the 16 bytes of a UUID.
     *
     * @throws UnreadableValueException if it cannot be one
     */
    public static String of(Object value) {
        String text = text(value);
        if (text.isBlank()) {
            throw UnreadableValueException.of(text, "is empty, and no id");
        }
        if (text.length() > MAX_LENGTH) {
            throw UnreadableValueException.of(
                    text, "has %d characters; an id has %d at most".formatted(text.length(), MAX_LENGTH));
        }
        requireCharacters(text);
        return text;
    }

    /** The value as text, whether or not it can be an id. */
    public static String text(Object value) {
        if (value instanceof BigDecimal decimal) {
            return decimal.signum() == 0 ? "0" : decimal.stripTrailingZeros().toPlainString();
        }
        if (value instanceof byte[] bytes) {
            return uuid(bytes);
        }
        return value.toString();
    }

    private static String uuid(byte[] bytes) {
        if (bytes.length != UUID_BYTES) {
            throw UnreadableValueException.of(bytes, "are no id; only a UUID's 16 are one");
        }
        ByteBuffer buffer = ByteBuffer.wrap(bytes);
        return new UUID(buffer.getLong(), buffer.getLong()).toString();
    }

    private static void requireCharacters(String text) {
        for (int at = 0; at < text.length(); at++) {
            char c = text.charAt(at);
            if (Character.isISOControl(c)) {
                throw UnreadableValueException.of(text.replaceAll("\\p{Cntrl}", "?"), "has a control character");
            }
            if (Character.isSurrogate(c)
                    && !Character.isSurrogatePair(c, at + 1 < text.length() ? text.charAt(++at) : c)) {
                throw new UnreadableValueException("is not valid Unicode");
            }
        }
    }
}
