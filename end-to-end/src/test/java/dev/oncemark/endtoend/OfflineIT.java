package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import java.time.Duration;
import java.time.Instant;
import java.time.temporal.ChronoUnit;
import java.util.ArrayList;
import java.util.HashMap;
import java.util.List;
import java.util.Map;
import java.util.Objects;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** A device that was offline for long, and does as {@code docs/clients.md} says: nothing that was done is lost. */
@ExtendWith(StackExtension.class)
class OfflineIT {

    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** What the device has not got rid of yet, and what became of the rest, each by its key. */
    private static final class Queue {

        private final Client client;
        private final Map<String, String> kept = new HashMap<>();
        private final Map<String, JsonNode> done = new HashMap<>();
        private final Map<String, JsonNode> waiting = new HashMap<>();

        Queue(Client client) {
            this.client = client;
        }

        void add(String key, String enrollment, String lesson, Instant occurredAt) {
            kept.put(
                    key,
                    "{\"enrollmentId\": \"%s\", \"lessonId\": \"%s\", \"occurredAt\": \"%s\", \"idempotencyKey\": \"%s\"}"
                            .formatted(enrollment, lesson, occurredAt, key));
        }

        /** Sends all that is kept; keeps what is retryable or not decided, and gets rid of the rest. */
        void drain() {
            List<String> keys = new ArrayList<>(kept.keySet());
            var answer = client.batch(String.join(", ", kept.values()));
            assertThat(answer.status()).isEqualTo(207);
            waiting.clear();
            for (JsonNode item : answer.json().path("successes")) {
                if (item.has("result")) {
                    done.put(settled(keys, item), item.path("result"));
                }
            }
            for (JsonNode item : answer.json().path("failures")) {
                JsonNode problem = item.path("problem");
                if (problem.path("retryable").booleanValue()) {
                    waiting.put(keys.get(item.path("index").asInt()), problem);
                } else {
                    done.put(settled(keys, item), problem);
                }
            }
        }

        JsonNode outcome(String key) {
            return Objects.requireNonNull(done.get(key), key);
        }

        private String settled(List<String> keys, JsonNode item) {
            String key = keys.get(item.path("index").asInt());
            kept.remove(key);
            return key;
        }
    }

    @Test
    void shouldLoseNothingOfWhatAnOfflineDeviceBrings(Stack stack) throws Exception {
        Lms lms = new Lms(stack);
        Course course = lms.publish(2, 3);
        String enrolledLate = course.id() + "/late";
        String lesson = course.lessons().get(0);
        String lessonLate = course.id() + "/lesson-added";
        String ended = course.enrollments().get(1);
        lms.run("UPDATE lms.enrollment SET status = 'completed' WHERE id = ?", ended);
        Instant yesterday = Instant.now().minus(1, ChronoUnit.DAYS).truncatedTo(ChronoUnit.MILLIS);
        Instant ahead = Instant.now().plus(20, ChronoUnit.MINUTES).truncatedTo(ChronoUnit.MILLIS);
        Queue queue = new Queue(new Client(stack));
        queue.add(course.id() + "-a", enrolledLate, lesson, yesterday);
        queue.add(course.id() + "-b", course.enrollments().get(0), lessonLate, yesterday);
        queue.add(course.id() + "-c", ended, lesson, yesterday);
        queue.add(course.id() + "-d", course.enrollments().get(2), lesson, ahead);
        Instant sent = Instant.now().truncatedTo(ChronoUnit.MILLIS);

        queue.drain();

        assertThat(queue.waiting)
                .containsOnlyKeys(course.id() + "-a", course.id() + "-b", course.id() + "-c")
                .allSatisfy((key, problem) -> assertThat(problem.path("reason").asString())
                        .isIn("UNKNOWN_ENROLLMENT", "LESSON_NOT_IN_COURSE", "ENROLLMENT_NOT_ACTIVE"));
        JsonNode dated = queue.outcome(course.id() + "-d");
        assertThat(dated.path("statedAt").asString()).isEqualTo(ahead.toString());
        assertThat(Instant.parse(dated.path("completedAt").asString())).isBetween(sent, Instant.now());

        lms.run("INSERT INTO lms.enrollment SELECT ?, 'learner', ?, 'active', now()", enrolledLate, course.id());
        lms.addLesson(course);
        lms.run("UPDATE lms.enrollment SET status = 'active' WHERE id = ?", ended);
        await().atMost(LIMIT).pollInterval(Duration.ofSeconds(1)).untilAsserted(() -> {
            queue.drain();
            assertThat(queue.waiting).isEmpty();
            assertThat(queue.kept).isEmpty();
        });

        assertThat(queue.done)
                .hasSize(4)
                .allSatisfy((key, result) ->
                        assertThat(result.path("status").asString()).isIn("ACCEPTED", "REPLAYED"));
        assertThat(queue.outcome(course.id() + "-a").path("completedAt").asString())
                .isEqualTo(yesterday.toString());
    }
}
