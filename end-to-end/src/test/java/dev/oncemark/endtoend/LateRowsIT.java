package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.Topics;
import dev.oncemark.endtoend.Client.Answer;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.localstack.TopicReader;
import java.sql.SQLException;
import java.time.Duration;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.concurrent.TimeUnit;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Rows of the LMS come when they come: after requests, again, or about what was completed years ago. */
@ExtendWith(StackExtension.class)
class LateRowsIT {

    private static final String ENROLL = "INSERT INTO lms.enrollment SELECT ?, 'learner', ?, 'active', now()";
    private static final Duration LIMIT = Duration.ofSeconds(60);

    @Test
    void shouldAnswerAWaitingClientWhenItsEnrollmentArrives(Stack stack) throws Exception {
        Lms lms = new Lms(stack);
        Course course = lms.publish(2, 1);
        String late = course.id() + "/late";
        CompletableFuture<Answer> waiting =
                new Client(stack).submitAsync(late, course.lessons().get(0), 20);
        TimeUnit.SECONDS.sleep(2);
        assertThat(waiting).isNotDone();
        lms.run(ENROLL, late, course.id());
        assertThat(waiting.join().status()).isEqualTo(201);
        assertThat(waiting.join().after()).isLessThan(Duration.ofSeconds(8));
    }

    @Test
    void shouldDecideWhatWasParkedThoughTheStreamsAppIsKilled(Stack stack) throws Exception {
        Lms lms = new Lms(stack);
        Course course = lms.publish(2, 1);
        String late = course.id() + "/late";
        Client client = new Client(stack);
        String lesson = course.lessons().get(0);
        Answer first = client.submit(late, lesson, 1);
        assertThat(first.status()).isEqualTo(202);
        stack.streamsApp().kill();
        stack.streamsApp().start();
        lms.run(ENROLL, late, course.id());
        Answer second = client.submit(late, lesson, 30);
        assertThat(second.status()).isEqualTo(409);
        assertThat(second.field("originalRequestId")).isEqualTo(first.field("requestId"));
        assertThat(client.get(first.header("Location")).field("status")).isEqualTo("ACCEPTED");
    }

    /** The course may still be settling when the row comes: its completion is told as the import's nevertheless. */
    @Test
    void shouldImportOnceAndKeepWhatTheLmsRecorded(Stack stack) throws Exception {
        Lms lms = new Lms(stack);
        Course course = lms.publish(1, 1);
        String enrollment = course.enrollment();
        String lesson = course.lessons().get(0);
        lms.run("INSERT INTO lms.progress VALUES (?, ?, '2025-05-05T05:05:05.123Z')", enrollment, lesson);
        History history = new History(stack, course);
        assertThat(history.results(1))
                .singleElement()
                .extracting(CompletionResult::status, CompletionResult::origin)
                .containsExactly(Status.ACCEPTED, Origin.IMPORT);

        readAllAgain(stack);
        lms.run("DELETE FROM lms.progress WHERE enrollment_id = ?", enrollment);
        Answer answer = new Client(stack).submit(enrollment, lesson, 20);
        assertThat(answer.status()).isEqualTo(409);
        assertThat(answer.field("completedAt")).isEqualTo("2025-05-05T05:05:05.123Z");
        assertThat(history.results(2))
                .hasSize(2)
                .last()
                .satisfies(rejected -> assertThat(rejected.reason()).isEqualTo(Reason.ALREADY_COMPLETED));
        assertThat(history.courseCompletions(0)).isEmpty();
        assertThat(imported(stack, enrollment))
                .singleElement()
                .satisfies(completion -> assertThat(completion.origin()).isEqualTo(Origin.IMPORT));
        assertThat(history.completedRows()).containsExactly(enrollment);
    }

    /** The connector forgets how far it read and takes its snapshot again; a course that is new then is behind it. */
    static void readAllAgain(Stack stack) throws SQLException {
        stack.takeSnapshotAgain();
        Course behind = new Lms(stack).publish(1, 1);
        Answer answer =
                new Client(stack).submit(behind.enrollment(), behind.lessons().get(0), 30);
        assertThat(answer.status()).isEqualTo(201);
    }

    private static List<CourseCompletion> imported(Stack stack, String enrollment) {
        return new TopicReader(stack.bootstrapServers())
                        .read(
                                Topics.IMPORTED_COURSE_COMPLETIONS,
                                all -> all.stream()
                                        .anyMatch(one -> one.enrollmentId().equals(enrollment)),
                                LIMIT)
                        .stream()
                        .filter(one -> one.enrollmentId().equals(enrollment))
                        .toList();
    }
}
