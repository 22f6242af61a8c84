package dev.oncemark.endtoend;

import static java.util.stream.Collectors.counting;
import static java.util.stream.Collectors.groupingBy;
import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CompletionResult.Reason;
import dev.oncemark.contracts.CompletionResult.Status;
import dev.oncemark.endtoend.Client.Answer;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.Collections;
import java.util.List;
import java.util.Random;
import java.util.concurrent.CompletableFuture;
import java.util.stream.IntStream;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class RaceIT {

    private static final int CLIENTS = 200;

    @Test
    void shouldAcceptOneOfTwoHundredClients(Stack stack) throws SQLException {
        Course course = new Lms(stack).publish(2, 1);
        Client client = new Client(stack);

        List<CompletableFuture<Answer>> sent = IntStream.range(0, CLIENTS)
                .mapToObj(i ->
                        client.submitAsync(course.enrollment(), course.lessons().get(0), 30))
                .toList();
        List<Answer> answers = sent.stream().map(CompletableFuture::join).toList();

        assertThat(answers.stream().collect(groupingBy(Answer::status, counting())))
                .containsOnly(java.util.Map.entry(201, 1L), java.util.Map.entry(409, CLIENTS - 1L));
        String winner = answers.stream()
                .filter(answer -> answer.status() == 201)
                .findFirst()
                .orElseThrow()
                .field("requestId");
        assertThat(answers)
                .filteredOn(answer -> answer.status() == 409)
                .allMatch(answer -> answer.field("originalRequestId").equals(winner))
                .noneMatch(answer -> answer.field("completedAt").isEmpty());
        History history = new History(stack, course);
        assertThat(history.results(CLIENTS).stream().collect(groupingBy(RaceIT::verdict, counting())))
                .containsOnly(
                        java.util.Map.entry("ACCEPTED", 1L),
                        java.util.Map.entry("REJECTED " + Reason.ALREADY_COMPLETED, CLIENTS - 1L));
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(history.rows())
                        .containsExactly(
                                course.enrollment() + " " + course.lessons().get(0) + " " + winner));
    }

    @Test
    void shouldCompleteACourseOnceThoughLessonsComeTwiceInAnyOrder(Stack stack) throws SQLException {
        Course course = new Lms(stack).publish(8, 1);
        Client client = new Client(stack);
        List<String> lessons = new ArrayList<>(course.lessons());
        lessons.addAll(course.lessons());
        Collections.shuffle(lessons, new Random(7));

        List<CompletableFuture<Answer>> sent = lessons.stream()
                .map(lesson -> client.submitAsync(course.enrollment(), lesson, 30))
                .toList();
        sent.forEach(CompletableFuture::join);

        History history = new History(stack, course);
        assertThat(history.courseCompletions(1)).singleElement().satisfies(completion -> {
            assertThat(completion.sequence()).isEqualTo(8);
            assertThat(completion.requiredLessons()).isEqualTo(8);
        });
        assertThat(history.results(16).stream()
                        .filter(result -> result.status() == Status.ACCEPTED)
                        .map(CompletionResult::lessonId))
                .containsExactlyInAnyOrderElementsOf(course.lessons());
        await().atMost(Duration.ofSeconds(20))
                .untilAsserted(() -> assertThat(history.completedRows()).containsExactly(course.enrollment()));
    }

    private static String verdict(CompletionResult result) {
        return result.reason() == null ? result.status().name() : result.status() + " " + result.reason();
    }
}
