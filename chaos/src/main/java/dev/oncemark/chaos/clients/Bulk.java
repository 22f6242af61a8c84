package dev.oncemark.chaos.clients;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topics;
import dev.oncemark.localstack.RecordWriter;
import dev.oncemark.localstack.Stack;
import java.time.Instant;
import java.util.Objects;
import java.util.UUID;

/** Many requests at once, past HTTP: to have much in the state before something is tried. */
public final class Bulk {

    private Bulk() {}

    /** Asks for so many lessons, each of another enrollment or lesson; as many as the enrollments have at most. */
    public static void request(Stack stack, Platform platform, int count) {
        String topic = Topics.COMPLETION_REQUESTS.name();
        try (var writer = new RecordWriter(stack.broker().bootstrapServers())) {
            int enrollments = platform.enrollments();
            for (int i = 0; i < count; i++) {
                var request = request(i % enrollments, i / enrollments, platform);
                byte[] value = Topics.COMPLETION_REQUESTS.serde().serialize(topic, request);
                writer.write(topic, request.enrollmentId(), Objects.requireNonNull(value));
            }
        }
    }

    private static CompletionRequest request(int enrollment, int lesson, Platform platform) {
        Instant now = Instant.now();
        return new CompletionRequest(
                UUID.randomUUID(),
                "e" + enrollment,
                platform.course(enrollment) + "-l" + lesson % Platform.LESSONS,
                now,
                now,
                "bulk",
                null);
    }
}
