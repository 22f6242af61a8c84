package dev.oncemark.endtoend;

import static org.assertj.core.api.Assertions.assertThat;

import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Origin;
import dev.oncemark.contracts.Topics;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.ProcessStack;
import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.localstack.Http;
import dev.oncemark.localstack.Http.Answer;
import dev.oncemark.localstack.ProjectHome;
import dev.oncemark.localstack.TopicReader;
import java.io.IOException;
import java.io.UncheckedIOException;
import java.nio.file.Files;
import java.nio.file.Path;
import java.sql.SQLException;
import java.time.Duration;
import java.time.Instant;
import java.util.List;
import java.util.Map;
import java.util.stream.Stream;
import org.junit.jupiter.api.Test;

/**
 * The whole way on {@code debezium/examples/django}: the platform's own tables, and its clients' old endpoint. Always on
 * processes, since the platform is there before Oncemark is.
 */
class DjangoExampleIT {

    private static final Path EXAMPLE = ProjectHome.directory().resolve("debezium/examples/django");
    private static final Duration LIMIT = Duration.ofSeconds(60);

    /** Two required lessons, of which Ada has one; the draft, the trash, the library's and the optional one are others. */
    private static final Course ALGEBRA = new Course("1", List.of("101", "102"), List.of("501", "502", "503"));

    /** All learners were through with it in 2015. */
    private static final Course LOGIC = new Course("3", List.of("301"), List.of("504"));

    @Test
    void shouldImportWhatWasDoneAndCompleteByTheOldEndpoint() throws Exception {
        Path home = Files.createTempDirectory(ProjectHome.directory().resolve("end-to-end/target"), "django-");
        List<String> scripts = Stream.of("schema.sql", "data.sql", "oncemark.sql")
                .map(DjangoExampleIT::text)
                .toList();
        try (ProcessStack stack = ProcessStack.startWithoutApps(home, scripts, EXAMPLE.resolve("connector.json"))) {
            stack.startApps();
            knowsWhatWasCompletedYearsAgo(stack);
            completesTheCourseByItsLastLesson(stack);
            refusesWhatDoesNotCount(stack);
            announcesTheOneCourseAlone(stack);
        }
    }

    private static void knowsWhatWasCompletedYearsAgo(Stack stack) {
        assertThat(imported(stack)).singleElement().satisfies(completion -> {
            assertThat(completion.enrollmentId()).isEqualTo("504");
            assertThat(completion.origin()).isEqualTo(Origin.IMPORT);
            assertThat(completion.completedAt()).isEqualTo(Instant.parse("2015-03-01T12:00:00Z"));
        });
        assertThat(progress(stack, 504, 301).status()).isEqualTo(400);
        assertThat(progress(stack, 501, 101).body()).contains("already completed");
    }

    private static void completesTheCourseByItsLastLesson(Stack stack) {
        assertThat(progress(stack, 501, 102).status()).isEqualTo(201);
        assertThat(new History(stack, ALGEBRA).courseCompletions(1))
                .singleElement()
                .satisfies(completion -> {
                    assertThat(completion.enrollmentId()).isEqualTo("501");
                    assertThat(completion.requiredLessons()).isEqualTo(2);
                });
    }

    /** A draft, a lesson in the trash, an enrollment that was cancelled, and an invitation. */
    private static void refusesWhatDoesNotCount(Stack stack) {
        Client client = new Client(stack);
        assertThat(client.submit("501", "104", 30).status()).isEqualTo(422);
        assertThat(client.submit("501", "105", 30).status()).isEqualTo(422);
        assertThat(client.submit("503", "102", 30).status()).isEqualTo(409);
        assertThat(client.submit("502", "102", 30).status()).isEqualTo(404);
    }

    private static void announcesTheOneCourseAlone(Stack stack) throws SQLException {
        assertThat(new History(stack, LOGIC).courseCompletions(0)).isEmpty();
        assertThat(new History(stack, LOGIC).completedRows()).containsExactly("504");
        assertThat(new History(stack, ALGEBRA).courseCompletions(1)).hasSize(1);
        assertThat(new History(stack, ALGEBRA).completedRows()).containsExactly("501");
    }

    private static List<CourseCompletion> imported(Stack stack) {
        return new TopicReader(stack.bootstrapServers())
                .read(Topics.IMPORTED_COURSE_COMPLETIONS, all -> !all.isEmpty(), LIMIT);
    }

    /** As the platform's old clients do it: ids are numbers. */
    private static Answer progress(Stack stack, int enrollment, int lesson) {
        return Http.post(
                stack.api() + "/api/progress/",
                "{\"enrollment\": %d, \"lesson\": %d}".formatted(enrollment, lesson),
                Map.of("Authorization", "Bearer " + stack.tokens().service()));
    }

    private static String text(String file) {
        try {
            return Files.readString(EXAMPLE.resolve(file));
        } catch (IOException missing) {
            throw new UncheckedIOException(missing);
        }
    }
}
