package dev.oncemark.verify.live;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.Ids;
import dev.oncemark.verify.history.History;
import dev.oncemark.verify.history.Log;
import dev.oncemark.verify.history.StoredRecord;
import java.util.HashSet;
import java.util.Set;

/**
 * The requests that the streams-app keeps parked, by the changelog of its store {@code parked}. A key is the enrollment, a
 * separator and the request's offset in hexadecimal.
 */
record ParkedOffsets(String application) {

    String topic() {
        return application + "-parked-changelog";
    }

    Set<Long> read(History history, int partition) {
        Set<Long> offsets = new HashSet<>();
        history.read(new Log(topic(), partition), changed -> apply(changed, offsets));
        return offsets;
    }

    private static void apply(StoredRecord changed, Set<Long> offsets) {
        byte[] bytes = changed.key();
        String key = bytes == null ? "" : new String(bytes, UTF_8);
        int separator = key.lastIndexOf(Ids.SEPARATOR);
        if (separator < 0) {
            return;
        }
        long offset = Long.parseUnsignedLong(key.substring(separator + 1), 16);
        if (changed.value() == null) {
            offsets.remove(offset);
        } else {
            offsets.add(offset);
        }
    }
}
