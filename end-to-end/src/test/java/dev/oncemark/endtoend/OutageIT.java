package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;
import static org.awaitility.Awaitility.await;

import dev.oncemark.endtoend.Client.Answer;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import java.sql.SQLException;
import java.time.Duration;
import org.junit.jupiter.api.Test;
import org.junit.jupiter.api.extension.ExtendWith;

@ExtendWith(StackExtension.class)
class OutageIT {

    private static final Duration RECOVERY = Duration.ofSeconds(60);

    @Test
    void shouldGiveVerdictsWithoutPostgresAndStoreTheRowsOnceItIsBack(Stack stack) throws SQLException {
        Course course = knownCourse(stack);
        Client client = new Client(stack);

        stack.postgres().stop();
        Answer stored = client.submit(course.enrollment(), course.lessons().get(1), 0);
        Answer decided = client.submit(course.enrollment(), course.lessons().get(2), 10);
        stack.postgres().start();

        assertThat(stored.status()).isEqualTo(202);
        assertThat(decided.status()).isEqualTo(201);
        await().atMost(RECOVERY)
                .ignoreExceptions()
                .untilAsserted(
                        () -> assertThat(new History(stack, course).rows()).hasSize(3));
    }

    @Test
    void shouldTakeRequestsWithoutTheStreamsAppAndDecideThemLater(Stack stack) throws SQLException {
        Course course = knownCourse(stack);
        Client client = new Client(stack);

        stack.streamsApp().stop();
        Answer stored = client.submit(course.enrollment(), course.lessons().get(1), 1);
        Answer pending = client.get(stored.header("Location"));
        stack.streamsApp().start();

        assertThat(stored.status()).isEqualTo(202);
        assertThat(pending.status()).isEqualTo(202);
        await().atMost(RECOVERY).untilAsserted(() -> {
            Answer decided = client.get(stored.header("Location"));
            assertThat(decided.status()).isEqualTo(200);
            assertThat(decided.field("status")).isEqualTo("ACCEPTED");
        });
    }

    @Test
    void shouldRefuseWithinASecondWithoutTheBrokerAndGoOnOnceItIsBack(Stack stack) throws SQLException {
        Course course = knownCourse(stack);
        Client client = new Client(stack);

        stack.broker().stop();
        Answer refused = client.submit(course.enrollment(), course.lessons().get(1), 5);
        Answer refusedAgain =
                client.submit(course.enrollment(), course.lessons().get(1), 0);
        stack.broker().start();

        assertThat(refused.status()).isEqualTo(503);
        assertThat(refused.header("Retry-After")).matches("\\d+");
        assertThat(refused.header("Content-Type")).startsWith("application/problem+json");
        assertThat(refused.after()).isLessThan(Duration.ofSeconds(1));
        assertThat(refusedAgain.status()).isEqualTo(503);
        assertThat(refusedAgain.after()).isLessThan(Duration.ofSeconds(1));
        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(client.submit(
                                        course.enrollment(), course.lessons().get(2), 10)
                                .status())
                        .isEqualTo(201));
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(new History(stack, course).rows()).hasSizeGreaterThanOrEqualTo(2));
    }

    @Test
    void shouldLearnOfALessonThatTheLmsAddedWhileConnectWasAway(Stack stack) throws SQLException {
        Course course = knownCourse(stack);
        Client client = new Client(stack);

        stack.connect().stop();
        String lesson = new Lms(stack).addLesson(course);
        stack.connect().start();

        await().atMost(RECOVERY)
                .untilAsserted(() -> assertThat(
                                client.submit(course.enrollment(), lesson, 5).status())
                        .isEqualTo(201));
    }

    /**
     * A course of three lessons that has come all the way: its first lesson is completed and stored. After an outage its
     * rows may take longer than the grace period: the connector waits ten seconds before it connects again.
     */
    private static Course knownCourse(Stack stack) throws SQLException {
        Course course = new Lms(stack).publish(3, 1);
        Client client = new Client(stack);
        await().atMost(RECOVERY).untilAsserted(() -> {
            Answer first = client.submit(course.enrollment(), course.lessons().get(0), 20);
            assertThat(first.status()).as(first.response().body()).isEqualTo(201);
        });
        await().atMost(RECOVERY)
                .untilAsserted(
                        () -> assertThat(new History(stack, course).rows()).hasSize(1));
        return course;
    }
}
