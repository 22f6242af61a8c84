package dev.oncemark.verify.sort;

import static java.nio.charset.StandardCharsets.UTF_8;

import java.nio.ByteBuffer;
import java.time.Instant;
import java.util.UUID;
import org.jspecify.annotations.Nullable;

/** Reads what {@link FieldWriter} wrote, in the same order. */
public final class Fields {

    private final ByteBuffer in;

    public Fields(byte[] entry) {
        this.in = ByteBuffer.wrap(entry);
    }

    /** Text that was written as the first part of a sort key. */
    public String key() {
        int start = in.position();
        int end = start;
        while (in.get(end) != 0) {
            end++;
        }
        in.position(end + 1);
        return new String(in.array(), start, end - start, UTF_8);
    }

    public int octet() {
        return in.get();
    }

    public long number() {
        return in.getLong();
    }

    public UUID uuid() {
        return new UUID(in.getLong(), in.getLong());
    }

    public String text() {
        return new String(bytes(), UTF_8);
    }

    public byte[] bytes() {
        byte[] bytes = new byte[in.getInt()];
        in.get(bytes);
        return bytes;
    }

    public Instant time() {
        long seconds = in.getLong();
        return Instant.ofEpochSecond(seconds, in.getInt());
    }

    /** Whether the optional field that comes next is there. */
    public boolean present() {
        return in.get() != 0;
    }

    public @Nullable String optionalText() {
        return present() ? text() : null;
    }

    public @Nullable UUID optionalUuid() {
        return present() ? uuid() : null;
    }

    public @Nullable Instant optionalTime() {
        return present() ? time() : null;
    }

    public @Nullable Long optionalNumber() {
        return present() ? number() : null;
    }
}
