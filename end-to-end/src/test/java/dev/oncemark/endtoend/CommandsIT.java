package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.assertj.core.groups.Tuple.tuple;
import static org.awaitility.Awaitility.await;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseChange.Change;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Ids;
import dev.oncemark.contracts.Origin;
import dev.oncemark.endtoend.Client.Answer;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.ArrayList;
import java.util.List;
import java.util.concurrent.CompletableFuture;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;
import tools.jackson.databind.JsonNode;

/** What is sent again, late or by who knows no attempts does not undo a take-back, nor happen twice. */
@ExtendWith(StackExtension.class)
class CommandsIT {

    private static final int TIMES = 50;
    private static final Duration LIMIT = Duration.ofSeconds(30);

    @Test
    void shouldResetOnceThoughAskedFiftyTimes(Stack stack) throws SQLException {
        Course course = new Lms(stack).publish(2, 1);
        assertThat(new Client(stack)
                        .submit(course.enrollment(), course.lessons().get(0), 20)
                        .status())
                .isEqualTo(201);
        Client administrator = Client.ofAdministrator(stack);

        List<CompletableFuture<Answer>> asked = Stream.generate(() -> administrator.resetAsync(course.enrollment(), 2))
                .limit(TIMES)
                .toList();

        assertThat(asked)
                .extracting(CompletableFuture::join)
                .allMatch(answer -> answer.status() == 201 || answer.status() == 200)
                .allMatch(answer -> answer.json().path("sequence").asInt() == 2);
        History history = new History(stack, course);
        assertThat(history.results(history.requests()))
                .filteredOn(result -> result.status() == Status.RESET)
                .extracting(CompletionResult::attemptNumber)
                .containsExactly(2);
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(history.rows()).isEmpty();
            assertThat(history.acceptedRows()).containsExactly(course.enrollment() + " 1");
            assertThat(history.commandRows()).containsExactly("2 RESET 2");
        });
    }

    @Test
    void shouldNotTakeBackAgainWhatWasCompletedSinceARevokeWasFirstSent(Stack stack) throws SQLException {
        Course course = new Lms(stack).publish(2, 1);
        String enrollment = course.enrollment();
        String lesson = course.lessons().get(0);
        Client client = new Client(stack);
        Client administrator = Client.ofAdministrator(stack);
        String first = client.submit(enrollment, lesson, 20).field("requestId");

        Answer revoked = administrator.revoke(enrollment, lesson, course.id() + "-back", first);
        String second = client.submit(enrollment, lesson, 20).field("requestId");
        Answer retried = administrator.revoke(enrollment, lesson, course.id() + "-back", first);
        Answer late = administrator.revoke(enrollment, lesson, course.id() + "-back-late", first);

        assertThat(revoked.status()).isEqualTo(200);
        assertThat(revoked.field("status")).isEqualTo("REVOKED");
        assertThat(revoked.field("revokedRequestId")).isEqualTo(first);
        assertThat(retried.status()).isEqualTo(200);
        assertThat(late.status()).isEqualTo(409);
        assertThat(late.field("type")).isEqualTo("urn:oncemark:problem:not-completed");
        History history = new History(stack, course);
        assertThat(history.results(history.requests()))
                .extracting(CompletionResult::status)
                .containsSubsequence(Status.ACCEPTED, Status.REVOKED, Status.ACCEPTED)
                .containsOnlyOnce(Status.REVOKED);
        await().atMost(LIMIT).untilAsserted(() -> {
            assertThat(history.rows()).containsExactly(enrollment + " " + lesson + " " + second);
            assertThat(history.acceptedRows()).containsExactlyInAnyOrder(enrollment + " 1", enrollment + " 3");
        });
        assertThat(historyOf(client, enrollment))
                .containsExactly("1 ACCEPTED " + lesson, "2 REVOKED " + lesson, "3 ACCEPTED " + lesson);
        assertThat(historyOf(Client.ofLearner(stack, "learner"), enrollment)).hasSize(3);
        assertThat(Client.ofLearner(stack, "somebody-else")
                        .get(Client.of(enrollment) + "/history")
                        .status())
                .isEqualTo(403);
    }

    /** What the API has of the enrollment, in pages of two. */
    private static List<String> historyOf(Client client, String enrollment) {
        List<String> changes = new ArrayList<>();
        long after = 0;
        do {
            JsonNode page = client.get(Client.of(enrollment) + "/history?limit=2&after=" + after)
                    .json();
            page.path("changes")
                    .forEach(change -> changes.add(change.path("sequence").asLong() + " "
                            + change.path("status").asString() + " "
                            + change.path("lessonId").asString()));
            after = page.path("next").asLong(0);
        } while (after > 0);
        return changes;
    }

    @Test
    void shouldCompleteInTheNewAttemptOnlyWhatHappenedInIt(Stack stack) throws Exception {
        Lms lms = new Lms(stack);
        Course course = lms.publish(3, 1);
        String enrollment = course.enrollment();
        String imported = course.lessons().get(0);
        String lesson = course.lessons().get(1);
        Client client = new Client(stack);
        lms.run("INSERT INTO lms.progress VALUES (?, ?, '2025-05-05T05:05:05.123Z')", enrollment, imported);
        Answer put = client.put(enrollment, lesson);
        History history = new History(stack, course);
        assertThat(history.results(2)).extracting(CompletionResult::status).containsOnly(Status.ACCEPTED);
        Instant offline = Instant.now();
        assertThat(Client.ofAdministrator(stack).reset(enrollment, 2).status()).isEqualTo(201);

        LateRowsIT.readAllAgain(stack);
        String item = "{\"enrollmentId\": \"%s\", \"lessonId\": \"%s\", \"occurredAt\": \"%s\"}";
        Answer batch = client.batch(
                item.formatted(enrollment, imported, offline) + "," + item.formatted(enrollment, lesson, offline));
        Answer putAgain = client.put(enrollment, lesson);

        assertThat(put.status()).isEqualTo(201);
        assertThat(batch.json().path("failures"))
                .hasSize(2)
                .allMatch(failure ->
                        failure.path("problem").path("reason").asString("").equals("ATTEMPT_OVER"));
        assertThat(putAgain.status()).isEqualTo(201);
        assertThat(putAgain.json().path("attempt").asInt()).isEqualTo(2);
        assertThat(history.results(6))
                .filteredOn(result -> result.status() == Status.ACCEPTED && result.attemptNumber() == 2)
                .extracting(CompletionResult::lessonId)
                .containsExactly(lesson);
    }

    @Test
    void shouldAnnounceTheSecondCompletionOfACourseAsAnother(Stack stack) throws SQLException {
        Course course = new Lms(stack).publish(2, 1);
        String enrollment = course.enrollment();
        History history = new History(stack, course);
        history.awaitSettled();
        completeAll(stack, course);
        assertThat(history.courseCompletions(1)).hasSize(1);

        assertThat(Client.ofAdministrator(stack).reset(enrollment, 2).status()).isEqualTo(201);
        completeAll(stack, course);

        assertThat(history.courseCompletions(2))
                .extracting(CourseCompletion::number, CourseCompletion::attemptNumber, CourseCompletion::origin)
                .containsExactly(tuple(1, 1, Origin.API), tuple(2, 2, Origin.API));
        assertThat(history.eventIds())
                .containsExactly(
                        Ids.eventIdOfCourseCompletion(enrollment).toString(),
                        Ids.eventIdOfCourseCompletion(enrollment, 2).toString());
        assertThat(history.courseChanges(1))
                .extracting(CourseChange::change, CourseChange::completion)
                .containsExactly(tuple(Change.ATTEMPT_STARTED, 1));
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(history.statusRows()).containsExactly("2 t"));
    }

    @Test
    void shouldReopenACourseThatRequiresMoreAndRestoreItWhenItDoesNotAnyMore(Stack stack) throws SQLException {
        Lms lms = new Lms(stack);
        Course course = lms.publish(2, 1, "reopen");
        History history = new History(stack, course);
        history.awaitSettled();
        completeAll(stack, course);
        assertThat(history.courseCompletions(1)).hasSize(1);

        String added = lms.addLesson(course);
        assertThat(history.courseChanges(1)).singleElement().satisfies(change -> {
            assertThat(change.change()).isEqualTo(Change.REOPENED);
            assertThat(change.missingLessons()).containsExactly(added);
        });
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(history.statusRows()).containsExactly("1 f"));
        lms.run("DELETE FROM lms.lesson WHERE id = ?", added);

        assertThat(history.courseChanges(2))
                .extracting(CourseChange::change, CourseChange::completion)
                .last()
                .isEqualTo(tuple(Change.RESTORED, 1));
        assertThat(history.courseCompletions(1)).as("no second congratulation").hasSize(1);
        await().atMost(LIMIT)
                .untilAsserted(() -> assertThat(history.statusRows()).containsExactly("1 t"));
    }

    private static void completeAll(Stack stack, Course course) {
        Client client = new Client(stack);
        for (String lesson : course.lessons()) {
            assertThat(client.submit(course.enrollment(), lesson, 20).status()).isEqualTo(201);
        }
    }
}
