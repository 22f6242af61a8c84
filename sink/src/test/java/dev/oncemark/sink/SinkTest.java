package dev.oncemark.sink;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topics;
import java.sql.Timestamp;
import java.time.Instant;
import java.util.Arrays;
import java.util.List;
import java.util.Map;
import java.util.UUID;
import java.util.stream.Collectors;
import org.apache.kafka.clients.admin.Admin;
import org.apache.kafka.clients.consumer.OffsetAndMetadata;
import org.apache.kafka.common.TopicPartition;
import org.junit.jupiter.api.Test;

class SinkTest {

    private static final Instant TIME = Instant.parse("2026-03-01T10:20:30.123Z");

    private final String prefix = "sink-" + UUID.randomUUID() + "-";

    @Test
    void shouldStoreEveryColumnOfWhatWasAcceptedAndNothingElse() {
        CompletionResult api = Writer.accepted(prefix + "1", "lesson-ä", 1);
        CompletionResult imported = CompletionResult.imported(
                new Subject(
                        UUID.randomUUID(),
                        prefix + "2",
                        "l",
                        TIME.minusSeconds(1),
                        new RecordPosition("lms.enrollments", 3, 4)),
                new Basis(TIME.plusSeconds(1), "c", null, null),
                2,
                null);
        CompletionResult rejected = CompletionResult.rejected(
                new Subject(
                        UUID.randomUUID(), prefix + "3", "l", TIME, new RecordPosition("completion-requests", 0, 9)),
                Basis.unknown(TIME),
                Reason.UNKNOWN_ENROLLMENT);
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> List.of(api, imported, rejected).forEach(writer::send));
            writer.abortedTransaction(() -> writer.sendAccepted(prefix + "aborted", 3));
            sink.awaitAllStored();

            assertThat(Database.rows(
                            "SELECT * FROM progress.lesson_progress WHERE starts_with(enrollment_id, ?) ORDER BY 1",
                            prefix))
                    .isEqualTo(List.of(rowOf(api), rowOf(imported)));
            assertThat(sink.metric("oncemark_sink_rows_total")).isGreaterThanOrEqualTo(2);
            assertThat(sink.metric("oncemark_sink_passed_over_total")).isGreaterThanOrEqualTo(1);
            assertThat(sink.metric("oncemark_sink_lag")).isZero();
        }
    }

    @Test
    void shouldStoreCourseCompletionsOfBothTopics() {
        CourseCompletion earned =
                new CourseCompletion(prefix + "1", "course", "learner", TIME, 4, 10, 12, Origin.CATALOG);
        CourseCompletion imported = new CourseCompletion(prefix + "2", "course", null, TIME, 4, 0, 12, Origin.IMPORT);
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> {
                writer.send(Topics.COURSE_COMPLETIONS.name(), prefix + "1", bytes(earned));
                writer.send(Topics.IMPORTED_COURSE_COMPLETIONS.name(), prefix + "2", bytes(imported));
            });
            sink.awaitAllStored();

            assertThat(Database.rows(
                            "SELECT * FROM progress.course_completion WHERE starts_with(enrollment_id, ?) ORDER BY 1",
                            prefix))
                    .isEqualTo(List.of(rowOf(earned), rowOf(imported)));
            assertThat(sink.isReady()).isTrue();
        }
    }

    @Test
    void shouldGoOnFromPostgresWhateverKafkaHasAsItsOffset() throws Exception {
        try (Writer writer = new Writer()) {
            writer.transaction(() -> writer.sendAccepted(prefix + "1", 50));
            try (RunningSink sink = RunningSink.startReady()) {
                sink.awaitAllStored();
                Await.until(
                        "Kafka knows how far PostgreSQL is",
                        () -> TopicEnds.stored().equals(hints()));
            }
            resetHints();
            try (RunningSink sink = RunningSink.startReady()) {
                writer.transaction(() -> writer.sendAccepted(prefix + "2", 1));
                sink.awaitAllStored();
                assertThat(sink.metric("oncemark_sink_rows_total")).isEqualTo(1);
            }
        }
        assertThat(Database.lessons(prefix)).isEqualTo(51);
    }

    @Test
    void shouldChangeNothingWhenEverythingIsReadAgain() {
        try (Writer writer = new Writer()) {
            writer.transaction(() -> writer.sendAccepted(prefix + "1", 50));
            try (RunningSink sink = RunningSink.startReady()) {
                sink.awaitAllStored();
            }
            List<?> before = Database.rows("SELECT xmin::text, * FROM progress.lesson_progress ORDER BY 2, 3");
            Database.run("UPDATE progress.sink_offset SET next = 0");
            try (RunningSink sink = RunningSink.startReady()) {
                writer.transaction(() -> writer.sendAccepted(prefix + "0", 1));
                sink.awaitAllStored();
                assertThat(sink.metric("oncemark_sink_rows_total")).isEqualTo(1);
                assertThat(sink.metric("oncemark_sink_conflicts_total")).isZero();
            }
            assertThat(Database.rows(
                            "SELECT xmin::text, * FROM progress.lesson_progress WHERE enrollment_id <> ? ORDER BY 2, 3",
                            prefix + "0"))
                    .isEqualTo(before);
        }
    }

    @Test
    void shouldCountALessonThatWasAcceptedTwice() {
        CompletionResult first = Writer.accepted(prefix + "1", "lesson", 1);
        CompletionResult second = Writer.accepted(prefix + "1", "lesson", 2);
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> writer.send(first));
            sink.awaitAllStored();
            writer.transaction(() -> writer.send(second));
            sink.awaitAllStored();

            assertThat(sink.metric("oncemark_sink_conflicts_total")).isEqualTo(1);
            assertThat(Database.rows(
                            "SELECT request_id FROM progress.lesson_progress WHERE enrollment_id = ?", prefix + "1"))
                    .isEqualTo(List.of(List.of(second.requestId())));
            assertThat(Database.rows(
                            "SELECT request_id, ended_as FROM progress.lesson_history WHERE enrollment_id = ?",
                            prefix + "1"))
                    .isEqualTo(List.of(Arrays.asList(first.requestId(), null)));
        } finally {
            Database.run("DELETE FROM progress.lesson_progress WHERE enrollment_id = ?", prefix + "1");
            Database.run("DELETE FROM progress.lesson_history WHERE enrollment_id = ?", prefix + "1");
        }
    }

    @Test
    void shouldServeHealthAndMetrics() {
        try (RunningSink sink = RunningSink.startReady()) {
            assertThat(sink.get("/health/live").body()).contains("\"status\":\"UP\"");
            assertThat(sink.get("/health/ready").body()).contains("\"postgres\":{\"status\":\"UP\"}");
            assertThat(sink.get("/metrics").body())
                    .contains("oncemark_sink_next_offset{partition=\"0\",topic=\"completion-results\"}")
                    .contains("oncemark_sink_batch_seconds_count", "oncemark_sink_paused 0.0")
                    .contains("oncemark_sink_dead_letters_total{topic=\"completion-results\"} 0.0");
        }
    }

    private static Map<TopicPartition, Long> hints() throws Exception {
        try (Admin admin = RealParts.broker().admin()) {
            return admin
                    .listConsumerGroupOffsets("oncemark-sink")
                    .partitionsToOffsetAndMetadata()
                    .get()
                    .entrySet()
                    .stream()
                    .collect(Collectors.toMap(
                            Map.Entry::getKey, entry -> entry.getValue().offset()));
        }
    }

    private static void resetHints() throws Exception {
        try (Admin admin = RealParts.broker().admin()) {
            Map<TopicPartition, OffsetAndMetadata> zero = TopicEnds.partitions().stream()
                    .collect(Collectors.toMap(partition -> partition, unused -> new OffsetAndMetadata(0)));
            admin.alterConsumerGroupOffsets("oncemark-sink", zero).all().get();
        }
    }

    private static byte[] bytes(CourseCompletion completion) {
        return java.util.Objects.requireNonNull(
                Topics.COURSE_COMPLETIONS.serde().serialize("", completion));
    }

    private static List<?> rowOf(CompletionResult r) {
        return Arrays.asList(
                r.enrollmentId(),
                r.lessonId(),
                r.courseId(),
                r.learnerId(),
                r.requestId(),
                r.sequence(),
                time(r.completedAt()),
                time(r.occurredAt()),
                time(r.decidedAt()),
                r.origin().name(),
                r.catalogVersion(),
                r.inTopic(),
                r.inPartition(),
                r.inOffset(),
                r.attemptNumber(),
                null);
    }

    private static List<?> rowOf(CourseCompletion c) {
        return Arrays.asList(
                c.enrollmentId(),
                c.courseId(),
                c.learnerId(),
                time(c.completedAt()),
                c.catalogVersion(),
                c.requiredLessons(),
                c.sequence(),
                c.origin().name(),
                c.attemptNumber(),
                c.number());
    }

    private static Timestamp time(@org.jspecify.annotations.Nullable Instant time) {
        return Timestamp.from(java.util.Objects.requireNonNull(time));
    }
}
