package dev.oncemark.connect.row;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.security.MessageDigest;
import java.security.NoSuchAlgorithmException;
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
        StringBuilder values = new StringBuilder();
        add(values, table);
        for (Field field : key.schema().fields()) {
            Object value = key.getWithoutDefault(field.name());
            add(values, value == null ? null : text(value));
        }
        byte[] hash = digest.digest(values.toString().getBytes(UTF_8));
        return HexFormat.of().formatHex(hash, 0, BYTES);
    }

    /** Its length first, so that values cannot run into each other; NULL is none. */
    private static void add(StringBuilder values, @Nullable String value) {
        if (value == null) {
            values.append('-');
        } else {
            values.append(value.length()).append(':').append(value);
        }
    }

    private static String text(Object value) {
        if (value instanceof byte[] bytes) {
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof ByteBuffer buffer) {
            byte[] bytes = new byte[buffer.remaining()];
            buffer.duplicate().get(bytes);
            return HexFormat.of().formatHex(bytes);
        }
        if (value instanceof Struct decimal && decimal.schema().field("value") != null) {
            // Of any scale: the database writes a value with one and the same.
            return text(decimal.get("value"));
        }
        return value.toString();
    }

    private static MessageDigest sha256() {
        try {
            return MessageDigest.getInstance("SHA-256");
        } catch (NoSuchAlgorithmException everyJavaHasIt) {
            throw new IllegalStateException(everyJavaHasIt);
        }
    }
}
