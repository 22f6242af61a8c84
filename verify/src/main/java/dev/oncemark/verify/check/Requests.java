package dev.oncemark.verify.check;

import static dev.oncemark.contracts.Topics.COMPLETION_REQUESTS;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.verify.history.StoredRecord;
import java.nio.ByteBuffer;
import java.nio.charset.CharacterCodingException;
import java.nio.charset.StandardCharsets;
import org.apache.kafka.common.errors.SerializationException;
import org.jspecify.annotations.Nullable;

/** Request records, read as the contract says. */
final class Requests {

    private Requests() {}

    /** The request, or null if the record is none: its value has to be one, and its key its enrollment's id. */
    static @Nullable CompletionRequest read(StoredRecord stored) {
        byte[] value = stored.value();
        String key = text(stored.key());
        if (value == null || key == null) {
            return null;
        }
        try {
            CompletionRequest request = COMPLETION_REQUESTS.serde().read(COMPLETION_REQUESTS.name(), value);
            return request.enrollmentId().equals(key) ? request : null;
        } catch (SerializationException | IllegalArgumentException unreadable) {
            return null;
        }
    }

    /** The bytes as UTF-8, or null if they are not. */
    static @Nullable String text(byte @Nullable [] bytes) {
        if (bytes == null) {
            return null;
        }
        try {
            return StandardCharsets.UTF_8
                    .newDecoder()
                    .decode(ByteBuffer.wrap(bytes))
                    .toString();
        } catch (CharacterCodingException notText) {
            return null;
        }
    }
}
