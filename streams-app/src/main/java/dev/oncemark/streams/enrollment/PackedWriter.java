package dev.oncemark.streams.enrollment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.UUID;

/**
 * Writes packed values. Numbers are unsigned LEB128 varints; signed ones are zigzag-coded first; an id is 0 and 16 bytes
 * where it is a UUID in its usual form, its length in bytes and its UTF-8 otherwise.
 */
public final class PackedWriter {

    private byte[] bytes = new byte[128];
    private int length;

    public PackedWriter octet(int value) {
        reserve(1);
        bytes[length++] = (byte) value;
        return this;
    }

    /** A number that is not negative. */
    public PackedWriter unsigned(long value) {
        if (value < 0) {
            throw new IllegalArgumentException(value + " is negative");
        }
        return varint(value);
    }

    /** Any number; small ones of either sign are short. */
    public PackedWriter signed(long value) {
        return varint((value << 1) ^ (value >> 63));
    }

    public PackedWriter uuid(UUID id) {
        return fixed(id.getMostSignificantBits()).fixed(id.getLeastSignificantBits());
    }

    /** Text that is not empty. */
    public PackedWriter id(String id) {
        UUID uuid = asUuid(id);
        if (uuid != null) {
            return octet(0).uuid(uuid);
        }
        byte[] utf8 = id.getBytes(UTF_8);
        if (utf8.length == 0) {
            throw new IllegalArgumentException("an id is empty");
        }
        return block(utf8);
    }

    /** A length and as many bytes. */
    public PackedWriter block(byte[] block) {
        unsigned(block.length);
        reserve(block.length);
        System.arraycopy(block, 0, bytes, length, block.length);
        length += block.length;
        return this;
    }

    public byte[] toBytes() {
        return Arrays.copyOf(bytes, length);
    }

    private PackedWriter fixed(long value) {
        reserve(8);
        for (int shift = 56; shift >= 0; shift -= 8) {
            bytes[length++] = (byte) (value >>> shift);
        }
        return this;
    }

    private PackedWriter varint(long value) {
        reserve(10);
        long rest = value;
        while ((rest & ~0x7FL) != 0) {
            bytes[length++] = (byte) (rest | 0x80);
            rest >>>= 7;
        }
        bytes[length++] = (byte) rest;
        return this;
    }

    private void reserve(int more) {
        if (length + more > bytes.length) {
            bytes = Arrays.copyOf(bytes, Math.max(2 * bytes.length, length + more));
        }
    }

    /** The UUID whose usual form {@code id} is, or null: reading it has to give back the same characters. */
    private static @org.jspecify.annotations.Nullable UUID asUuid(String id) {
        if (id.length() != 36 || id.charAt(8) != '-' || id.charAt(13) != '-') {
            return null;
        }
        try {
            UUID uuid = UUID.fromString(id);
            return uuid.toString().equals(id) ? uuid : null;
        } catch (IllegalArgumentException notOne) {
            return null;
        }
    }
}
