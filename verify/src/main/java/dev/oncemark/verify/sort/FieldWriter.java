package dev.oncemark.verify.sort;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.io.ByteArrayOutputStream;
import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/**
 * Writes fields one after the other. Octets, numbers that are not negative and ids are in the order of their bytes, so
 * that an entry that begins with them is sorted by them.
 */
public final class FieldWriter {

    private final ByteArrayOutputStream out = new ByteArrayOutputStream(256);

    /** Text as a part of a sort key. It must not contain the character 0. */
    public FieldWriter key(String text) {
        out.writeBytes(text.getBytes(UTF_8));
        return octet(0);
    }

    public FieldWriter octet(int value) {
        out.write(value);
        return this;
    }

    public FieldWriter number(long value) {
        out.writeBytes(ByteBuffer.allocate(Long.BYTES).putLong(value).array());
        return this;
    }

    public FieldWriter uuid(UUID id) {
        return number(id.getMostSignificantBits()).number(id.getLeastSignificantBits());
    }

    public FieldWriter text(String text) {
        return bytes(text.getBytes(UTF_8));
    }

    public FieldWriter bytes(byte[] bytes) {
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(bytes.length).array());
        out.writeBytes(bytes);
        return this;
    }

    /** To the nanosecond: PostgreSQL's microseconds must not be rounded away before they are compared. */
    public FieldWriter time(Instant time) {
        number(time.getEpochSecond());
        out.writeBytes(ByteBuffer.allocate(Integer.BYTES).putInt(time.getNano()).array());
        return this;
    }

    public FieldWriter optionalText(@Nullable String text) {
        return text == null ? octet(0) : octet(1).text(text);
    }

    public FieldWriter optionalUuid(@Nullable UUID id) {
        return id == null ? octet(0) : octet(1).uuid(id);
    }

    public FieldWriter optionalTime(@Nullable Instant time) {
        return time == null ? octet(0) : octet(1).time(time);
    }

    public FieldWriter optionalNumber(@Nullable Long number) {
        return number == null ? octet(0) : octet(1).number(number);
    }

    public byte[] toBytes() {
        return out.toByteArray();
    }
}
