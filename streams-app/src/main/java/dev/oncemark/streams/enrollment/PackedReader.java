package dev.oncemark.streams.enrollment;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.util.Arrays;
import java.util.UUID;

/** Reads what {@link PackedWriter} wrote. Every read is bounds-checked: a cut value is an error, never a guess. */
public final class PackedReader {

    private final String what;
    private final byte[] bytes;
    private int at;

    /** {@code what} names the value in errors. */
    public PackedReader(String what, byte[] bytes) {
        this.what = what;
        this.bytes = bytes;
    }

    /** @throws CorruptStateException if the value's first byte is not {@code version} */
    public PackedReader version(int version) {
        int found = octet();
        if (found != version) {
            throw new CorruptStateException(
                    "%s has format version %d; this program reads version %d".formatted(what, found, version));
        }
        return this;
    }

    /**
     * The value's first byte.
     *
     * @throws CorruptStateException if it is not from 1 to {@code latest}
     */
    public int versionUpTo(int latest) {
        int found = octet();
        if (found < 1 || found > latest) {
            throw new CorruptStateException(
                    "%s has format version %d; this program reads versions 1 to %d".formatted(what, found, latest));
        }
        return found;
    }

    public int octet() {
        need(1);
        return bytes[at++] & 0xFF;
    }

    /** @throws CorruptStateException if it is above {@code max} */
    public int unsigned(int max) {
        long value = unsigned();
        if (value > max) {
            throw damaged("a number is " + value + ", above " + max);
        }
        return (int) value;
    }

    public long unsigned() {
        long value = varint();
        if (value < 0) {
            throw damaged("a number is negative");
        }
        return value;
    }

    public long signed() {
        long value = varint();
        return (value >>> 1) ^ -(value & 1);
    }

    public UUID uuid() {
        return new UUID(fixed(), fixed());
    }

    public String id() {
        int length = unsigned(bytes.length);
        if (length == 0) {
            return uuid().toString();
        }
        need(length);
        String id = new String(bytes, at, length, UTF_8);
        at += length;
        return id;
    }

    public byte[] block() {
        int length = unsigned(bytes.length);
        need(length);
        at += length;
        return Arrays.copyOfRange(bytes, at - length, at);
    }

    /** @throws CorruptStateException if anything is left */
    public void end() {
        if (at != bytes.length) {
            throw damaged((bytes.length - at) + " bytes are left over");
        }
    }

    CorruptStateException damaged(String how) {
        return new CorruptStateException("%s is damaged at byte %d: %s".formatted(what, at, how));
    }

    private long fixed() {
        need(8);
        long value = 0;
        for (int end = at + 8; at < end; at++) {
            value = (value << 8) | (bytes[at] & 0xFFL);
        }
        return value;
    }

    private long varint() {
        long value = 0;
        for (int shift = 0; shift < 64; shift += 7) {
            int next = octet();
            value |= (next & 0x7FL) << shift;
            if (next < 0x80) {
                return value;
            }
        }
        throw damaged("a number has more than ten bytes");
    }

    private void need(int count) {
        if (bytes.length - at < count) {
            throw new CorruptStateException("%s is cut: it has %d bytes, and %d more are needed at byte %d"
                    .formatted(what, bytes.length, count, at));
        }
    }
}
