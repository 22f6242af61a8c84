package dev.oncemark.sink;

import static java.nio.charset.StandardCharsets.UTF_8;
import static java.util.Objects.requireNonNull;
import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.Command;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Basis;
import dev.oncemark.contracts.CompletionResult.Subject;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Cause;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.RecordPosition;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.schema.EndedLessonRow.EndedLesson;
import java.time.Instant;
import java.util.List;
import java.util.Random;
import java.util.UUID;
import org.jspecify.annotations.Nullable;
import org.junit.jupiter.api.Test;

/** Lessons that are taken back, on a real broker and a real PostgreSQL. */
class TakeBackTest {

    private static final Instant TIME = Writer.TIME.minusSeconds(3_600);

    /** With the transaction that wrote each: one that was taken out and put back is not the same. */
    private static final String ROWS =
            "SELECT xmin::text, * FROM progress.lesson_progress WHERE starts_with(enrollment_id, 'fold-') ORDER BY 2, 3";

    private final String enrollment = "take-back-" + UUID.randomUUID();
    private final CompletionResult first = CompletionResult.accepted(subject("l"), basis(1), 1, null);
    private final CompletionResult revoked = CompletionResult.revoked(
                    subject("l"), basis(1), 2, null, first.requestId(), 1)
            .of(new Command.Revoke("l", "MISTAKE", null), "u-9");
    private final CompletionResult second = CompletionResult.accepted(subject("l"), basis(1), 3, null);

    @Test
    void shouldStoreTheSameRowsThoughItIsKilledAndReadsAgain() {
        RandomHistory history = new RandomHistory(new Random(17), 40, 6_000);
        try (Writer writer = new Writer()) {
            for (int from = 0; from < 6_000; from += 500) {
                int begin = from;
                writer.transaction(
                        () -> history.results().subList(begin, begin + 500).forEach(writer::send));
            }
        }
        for (int kills = 0; kills < 2; kills++) {
            int before = Tables.of(history.enrollmentIds()).size();
            try (SinkProcess sink =
                    SinkProcess.start("killed-take-back-" + kills, "oncemark.kafka.max.poll.records=50")) {
                Await.until(
                        "rows come", () -> Tables.of(history.enrollmentIds()).size() > before + 300);
                sink.kill();
            }
        }
        try (RunningSink sink = RunningSink.startReady()) {
            sink.awaitAllStored();
            assertThat(Tables.of(history.enrollmentIds())).isEqualTo(history.tables());
            assertThat(sink.metric("oncemark_sink_conflicts_total")).isZero();
        }
        List<?> rows = Database.rows(ROWS);
        Database.run("UPDATE progress.sink_offset SET next = 0");
        try (RunningSink sink = RunningSink.startReady()) {
            sink.awaitAllStored();
            assertThat(Tables.of(history.enrollmentIds())).isEqualTo(history.tables());
            assertThat(Database.rows(ROWS)).isEqualTo(rows);
        }
    }

    /** Its row was refused; meanwhile what it accepted was taken back. */
    @Test
    void shouldStoreAsEndedWhatComesAfterItsTakeBack() {
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> {
                writer.sendResult(enrollment, json(first).replace("course", "cour\\u0000se"));
                writer.send(revoked);
                writer.send(second);
            });
            sink.awaitAllStored();
            assertThat(tables().ended()).isEmpty();
            assertThat(sink.metric("oncemark_sink_dead_letters_total")).isEqualTo(1);

            writer.transaction(() -> writer.sendResult(enrollment, json(first)));
            sink.awaitAllStored();
            assertThat(tables().lessons()).containsExactly(second.asStored());
            assertThat(tables().ended()).containsExactly(EndedLesson.of(first, revoked));
            assertThat(sink.metric("oncemark_sink_conflicts_total")).isZero();
        }
    }

    /** The take-back was refused; that the lesson was completed twice is told, until it comes. */
    @Test
    void shouldSayWhatEndedALessonOnceThatComes() {
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> {
                writer.send(first);
                writer.sendResult(enrollment, json(revoked).replace("u-9", "u-\\u0000"));
                writer.send(second);
            });
            sink.awaitAllStored();
            assertThat(tables().lessons()).containsExactly(second.asStored());
            assertThat(tables().ended()).containsExactly(EndedLesson.of(first, null));
            assertThat(sink.metric("oncemark_sink_conflicts_total")).isEqualTo(1);

            writer.transaction(() -> writer.sendResult(enrollment, json(revoked)));
            sink.awaitAllStored();
            assertThat(tables().lessons()).containsExactly(second.asStored());
            assertThat(tables().ended()).containsExactly(EndedLesson.of(first, revoked));
        }
    }

    @Test
    void shouldTellWhichCourseCompletionStands() {
        CourseChange change = change(Change.REVOKED, 1, 2);
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> {
                writer.send(Topics.COURSE_CHANGES.name(), enrollment, bytes(Topics.COURSE_CHANGES, change));
                writer.sendResult(enrollment, json(first));
                send(writer, completion(null));
            });
            sink.awaitAllStored();
            assertThat(status()).isEqualTo(List.of(1, false, "REVOKED"));
            assertThat(Database.rows(
                            "SELECT event_id, missing_lessons[1] FROM progress.course_change WHERE enrollment_id = ?",
                            enrollment))
                    .isEqualTo(List.of(List.of(Ids.eventIdOfCourseChange(change), "l")));

            writer.transaction(() -> {
                send(writer, completion(2));
                writer.send(Topics.COURSE_CHANGES.name(), enrollment, bytes(Topics.COURSE_CHANGES, change));
            });
            sink.awaitAllStored();
            assertThat(status()).isEqualTo(java.util.Arrays.asList(2, true, null));
            assertThat(sink.metric("oncemark_sink_conflicts_total")).isZero();
        }
    }

    /** With a word of a newer version, and one that no database would take. */
    @Test
    void shouldStoreChangesThatItDoesNotKnow() {
        String change = new String(bytes(Topics.COURSE_CHANGES, change(Change.REOPENED, 1, 2)), UTF_8);
        try (Writer writer = new Writer();
                RunningSink sink = RunningSink.startReady()) {
            writer.transaction(() -> {
                for (String word : List.of("MERGED", "\\u0000")) {
                    byte[] value = change.replace("REOPENED", word).getBytes(UTF_8);
                    writer.send(Topics.COURSE_CHANGES.name(), enrollment, value);
                }
            });
            sink.awaitAllStored();
            assertThat(Database.rows("SELECT change FROM progress.course_change WHERE enrollment_id = ?", enrollment))
                    .isEqualTo(List.of(List.of("MERGED")));
            assertThat(sink.metric("oncemark_sink_dead_letters_total")).isEqualTo(1);
        }
    }

    private Tables tables() {
        return Tables.of(List.of(enrollment));
    }

    private List<@Nullable Object> status() {
        return Database.rows(
                        "SELECT completion, stands, ended_as FROM progress.course_status WHERE enrollment_id = ?",
                        enrollment)
                .get(0);
    }

    private void send(Writer writer, CourseCompletion completion) {
        writer.send(Topics.COURSE_COMPLETIONS.name(), enrollment, bytes(Topics.COURSE_COMPLETIONS, completion));
    }

    private CourseCompletion completion(@Nullable Integer number) {
        return new CourseCompletion(enrollment, "course", "learner", TIME, 4, 1, 3, Origin.API, TIME, null, number);
    }

    private CourseChange change(Change change, int completion, long sequence) {
        return new CourseChange(
                enrollment,
                "course",
                "learner",
                change,
                completion,
                null,
                sequence,
                Cause.REVOKE,
                revoked.requestId(),
                "MISTAKE",
                4L,
                1,
                List.of("l"),
                TIME);
    }

    private Subject subject(String lesson) {
        return new Subject(
                UUID.randomUUID(), enrollment, lesson, TIME, new RecordPosition("completion-requests", 1, 5));
    }

    private static Basis basis(int attempt) {
        return new Basis(TIME, "course", "learner", 4L, attempt);
    }

    private static String json(CompletionResult result) {
        return new String(bytes(Topics.COMPLETION_RESULTS, result), UTF_8);
    }

    private static <T> byte[] bytes(Topic<T> topic, T value) {
        return requireNonNull(topic.serde().serialize("", value));
    }
}
