package dev.oncemark.verify.history;

import java.util.Map;
import org.jspecify.annotations.Nullable;

/**
 * A committed record.
 *
 * @param timestamp milliseconds since 1970, set by whoever the topic says: the broker or the writer
 * @param headers as text; the last of each name
 */
@SuppressWarnings("ArrayRecordComponent") // never compared: it only carries the bytes
public record StoredRecord(
        long offset, long timestamp, byte @Nullable [] key, byte @Nullable [] value, Map<String, String> headers) {}
