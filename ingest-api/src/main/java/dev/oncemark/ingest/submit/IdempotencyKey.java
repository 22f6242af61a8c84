package dev.oncemark.ingest.submit;

import dev.oncemark.ingest.server.Fields;
import dev.oncemark.ingest.server.Problems;
import io.vertx.core.MultiMap;
import java.util.List;
import org.jspecify.annotations.Nullable;

/** The header {@code Idempotency-Key}: a quoted text as its draft wants it, or bare as most clients send it. */
final class IdempotencyKey {

    static final String HEADER = "Idempotency-Key";

    private IdempotencyKey() {}

    /**
     * The key, or null where there is none.
     *
     * @throws Problem.ProblemException if there are several, or it cannot be used as an id
     */
    static @Nullable String of(MultiMap headers) {
        List<String> given = headers.getAll(HEADER);
        if (given.isEmpty()) {
            return null;
        }
        if (given.size() > 1) {
            throw Problems.field(HEADER, "is there twice").exception();
        }
        return Fields.id(HEADER, unquoted(given.get(0).strip()));
    }

    private static String unquoted(String key) {
        if (!key.startsWith("\"")) {
            return key;
        }
        if (key.length() < 2 || !key.endsWith("\"")) {
            throw Problems.field(HEADER, "has one quote only").exception();
        }
        return key.substring(1, key.length() - 1).replace("\\\"", "\"").replace("\\\\", "\\");
    }
}
