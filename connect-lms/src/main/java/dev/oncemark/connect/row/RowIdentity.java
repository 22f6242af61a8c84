package dev.oncemark.connect.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
import java.util.Arrays;
import java.util.HexFormat;
import org.apache.kafka.connect.data.Field;
import org.apache.kafka.connect.data.Struct;
import org.jspecify.annotations.Nullable;

/**
 * Which row of the platform it is, whatever can be read of it: 128 bits of the SHA-256 of its table and of the values in the
 * key of Debezium's record, as 32 hex characters. Not thread-safe.
 */
final class RowIdentity {

    private static final int BYTES = 16;

    private final MessageDigest digest = sha256();

    String of(String table, Struct key) {
        add(table.getBytes(UTF_8));
        for (Field field : key.schema().fields()) {
            add(bytes(key.getWithoutDefault(field.name())));
        }
        return HexFormat.of().formatHex(Arrays.copyOf(digest.digest(), BYTES));
    }

    /** Its length first, so that values cannot run into each other; NULL is none. */
    private void add(byte @Nullable [] value) {
        int length = value == null ? -1 : value.length;
        for (int shift = 24; shift >= 0; shift -= 8) {
            digest.update((byte) (length >> shift));
        }
        if (value != null) {
            digest.update(value);
        }
    }

    private static byte @Nullable [] bytes(@Nullable Object value) {
        if (value == null) {
            return null;
        }
        if (value instanceof byte[] bytes) {
            return bytes;
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return bytes;
        }
        if (value instanceof Struct struct && struct.schema().field("value") != null) {
            // A decimal of any scale: its digits; the scale goes with them, since the database writes both in one way.
            return bytes(struct.get("value"));
        }
        return value.toString().getBytes(UTF_8);
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
