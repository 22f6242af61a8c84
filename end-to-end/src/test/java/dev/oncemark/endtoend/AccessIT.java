package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CompletionRequest;
import dev.oncemark.contracts.Topics;
import dev.oncemark.endtoend.Client.Answer;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.localstack.TopicReader;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

/** Who may submit for whom: a learner's token speaks for that learner's enrollments, and no token for none. */
@ExtendWith(StackExtension.class)
class AccessIT {

    /** Whose every enrollment of {@link Lms} is. */
    private static final String LEARNER = "learner";

    private static final Duration LIMIT = Duration.ofSeconds(20);

    @Test
    void shouldAcceptALearnersCompletionOfItsOwnEnrollment(Stack stack) throws SQLException {
        Course course = new Lms(stack).publish(1, 1);

        Answer answer = Client.ofLearner(stack, LEARNER)
                .submit(course.enrollment(), course.lessons().get(0), 20);

        assertThat(answer.status()).isEqualTo(201);
        assertThat(answer.field("status")).isEqualTo("ACCEPTED");
    }

    @Test
    void shouldDecideThatAnothersEnrollmentIsNotTheLearners(Stack stack) throws SQLException {
        Course course = new Lms(stack).publish(1, 1);
        String lesson = course.lessons().get(0);

        Answer refused = Client.ofLearner(stack, "somebody-else").submit(course.enrollment(), lesson, 20);
        Answer accepted = new Client(stack).submit(course.enrollment(), lesson, 20);

        assertThat(refused.status()).isEqualTo(403);
        assertThat(refused.field("type")).isEqualTo("urn:oncemark:problem:not-enrollment-owner");
        assertThat(accepted.status()).isEqualTo(201);
    }

    @Test
    void shouldWriteNothingOfWhoHasNoTokenThatIsGood(Stack stack) throws SQLException {
        Course course = new Lms(stack).publish(1, 1);
        String lesson = course.lessons().get(0);
        String good = stack.tokens().service();
        String forged = good.substring(0, good.lastIndexOf('.') + 1) + "A".repeat(342);

        Answer without = Client.withToken(stack, null).submit(course.enrollment(), lesson, 1);
        Answer withAForgedOne = Client.withToken(stack, forged).submit(course.enrollment(), lesson, 1);
        Answer last = new Client(stack).submit(course.enrollment(), lesson, 20);

        assertThat(without.status()).isEqualTo(401);
        assertThat(without.header("WWW-Authenticate")).startsWith("Bearer");
        assertThat(withAForgedOne.status()).isEqualTo(401);
        assertThat(new TopicReader(stack.bootstrapServers())
                                .read(
                                        Topics.COMPLETION_REQUESTS,
                                        requests -> requests.stream().anyMatch(request -> isOf(course, request)),
                                        LIMIT)
                                .stream()
                                .filter(request -> isOf(course, request))
                                .map(request -> request.requestId().toString()))
                .containsExactly(last.field("requestId"));
    }

    private static boolean isOf(Course course, CompletionRequest request) {
        return request.enrollmentId().equals(course.enrollment());
    }
}
