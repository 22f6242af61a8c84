package dev.oncemark.chaos.faults;

import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.Stack;
import dev.oncemark.localstack.process.Sleep;
import java.time.Duration;
import java.util.Map;
import java.util.UUID;

/**
 * A request waits for the row of its enrollment, the streams-app freezes, the row comes, and the time for which requests wait
 * passes before the streams-app can read it. It came in time: the request must not be rejected.
 */
final class LateRow {

    /** Together with the freeze it is longer than the grace period, which the freeze alone must not be: it would be fenced. */
    private static final Duration BEFORE = Duration.ofSeconds(5);

    /** How long it is frozen at least. */
    static final Duration FREEZE = Duration.ofSeconds(6);

    private static final int ATTEMPTS = 60;
    private static final Duration BETWEEN = Duration.ofMillis(500);

    private LateRow() {}

    static void inject(Breaker breaker) {
        Stack stack = breaker.stack();
        String id = "late-" + UUID.randomUUID();
        request(stack, id);
        Sleep.of(BEFORE);
        breaker.freeze(stack.streamsApp());
        breaker.platform().enroll(id);
    }

    /** Until it is taken: another fault may not be quite over. */
    private static void request(Stack stack, String enrollment) {
        String url = stack.ingestApi().url() + "/v1/enrollments/" + enrollment + "/completions";
        Map<String, String> headers =
                Map.of("Authorization", "Bearer " + stack.tokens().service());
        for (int attempt = 0; attempt < ATTEMPTS; attempt++) {
            if (Http.post(url, "{\"lessonId\": \"c0-l1\"}", headers).status() == 202) {
                return;
            }
            Sleep.of(BETWEEN);
        }
        throw new IllegalStateException("no request is taken");
    }
}
