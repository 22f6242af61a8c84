package dev.oncemark.endtoend;

import static java.nio.charset.StandardCharsets.UTF_8;

import dev.oncemark.contracts.CloudEvents;
import dev.oncemark.contracts.CompletionResult;
import dev.oncemark.contracts.CourseChange;
import dev.oncemark.contracts.CourseCompletion;
import dev.oncemark.contracts.Topic;
import dev.oncemark.contracts.Topics;
import dev.oncemark.endtoend.Lms.Course;
import dev.oncemark.endtoend.stack.Stack;
import dev.oncemark.localstack.TopicReader;
import java.sql.Connection;
import java.sql.PreparedStatement;
import java.sql.ResultSet;
import java.sql.SQLException;
import java.time.Duration;
import java.util.ArrayList;
import java.util.List;
import java.util.function.Predicate;

/** What became of a course's requests: in the topics, as committed, and in PostgreSQL. */
record History(Stack stack, Course course) {

    private static final Duration LIMIT = Duration.ofSeconds(60);
    private static final Duration FOR_MORE = Duration.ofSeconds(1);

    /** Every result of the course's enrollments; waits until there are as many as wanted, and a second for more. */
    List<CompletionResult> results(int wanted) {
        return read(Topics.COMPLETION_RESULTS, result -> course.enrollments().contains(result.enrollmentId()), wanted);
    }

    /** Every completion of the course; waits as {@link #results} does. */
    List<CourseCompletion> courseCompletions(int wanted) {
        return read(
                Topics.COURSE_COMPLETIONS,
                completion -> course.enrollments().contains(completion.enrollmentId()),
                wanted);
    }

    /** The rows of the course's lessons: enrollment, lesson and request of each, parted by spaces. */
    List<String> rows() throws SQLException {
        return select("SELECT concat_ws(' ', enrollment_id, lesson_id, request_id)"
                + " FROM progress.lesson_progress WHERE course_id = ?");
    }

    /** All that was ever accepted of the course's lessons, as the rows say: enrollment and sequence, parted by a space. */
    List<String> acceptedRows() throws SQLException {
        return select("SELECT concat_ws(' ', enrollment_id, sequence) FROM"
                + " (SELECT enrollment_id, sequence, course_id FROM progress.lesson_progress"
                + " UNION ALL SELECT enrollment_id, sequence, course_id FROM progress.lesson_history) accepted"
                + " WHERE course_id = ?");
    }

    /** The rows of commands: sequence, kind, and attempt under way, parted by spaces, in their order. */
    List<String> commandRows() throws SQLException {
        return select("SELECT concat_ws(' ', sequence, kind, attempt) FROM progress.enrollment_command"
                + " WHERE course_id = ? ORDER BY enrollment_id, sequence");
    }

    /** The latest completion of the course that stands, or else the latest: its number, and t if it stands, f if not. */
    List<String> statusRows() throws SQLException {
        return select("SELECT concat_ws(' ', completion, stands) FROM progress.course_status WHERE course_id = ?");
    }

    /** The enrollments whose course is complete, as the rows say. */
    List<String> completedRows() throws SQLException {
        return select("SELECT enrollment_id FROM progress.course_completion WHERE course_id = ?");
    }

    /** Every change of a completion of the course; waits as {@link #results} does. */
    List<CourseChange> courseChanges(int wanted) {
        return read(Topics.COURSE_CHANGES, change -> course.enrollments().contains(change.enrollmentId()), wanted);
    }

    /** The event ids of completions of the course, as they are there now. */
    List<String> eventIds() {
        return new TopicReader(stack.bootstrapServers())
                .records(Topics.COURSE_COMPLETIONS, all -> false, FOR_MORE).stream()
                        .filter(record -> course.enrollments().contains(record.key()))
                        .map(record -> new String(
                                record.headers().lastHeader(CloudEvents.ID).value(), UTF_8))
                        .toList();
    }

    /** How many requests of the course's enrollments are in the topic now. */
    int requests() {
        return (int) new TopicReader(stack.bootstrapServers())
                .read(Topics.COMPLETION_REQUESTS, all -> false, FOR_MORE).stream()
                        .filter(request -> course.enrollments().contains(request.enrollmentId()))
                        .count();
    }

    /** Waits until the course completes those who have all that it requires. */
    void awaitSettled() {
        new TopicReader(stack.bootstrapServers())
                .read(
                        Topics.COURSE_OUTLINES,
                        all -> all.stream()
                                .filter(outline -> outline.courseId().equals(course.id()))
                                .reduce((before, outline) -> outline)
                                .filter(outline -> outline.settling() == null)
                                .isPresent(),
                        LIMIT);
    }

    private <V> List<V> read(Topic<V> topic, Predicate<V> isOurs, int wanted) {
        TopicReader reader = new TopicReader(stack.bootstrapServers());
        reader.read(topic, values -> values.stream().filter(isOurs).count() >= wanted, LIMIT);
        return reader.read(topic, values -> values.stream().filter(isOurs).count() > wanted, FOR_MORE).stream()
                .filter(isOurs)
                .toList();
    }

    private List<String> select(String query) throws SQLException {
        List<String> found = new ArrayList<>();
        try (Connection connection = stack.connection("oncemark_api");
                PreparedStatement statement = connection.prepareStatement(query)) {
            statement.setString(1, course.id());
            ResultSet rows = statement.executeQuery();
            while (rows.next()) {
                found.add(rows.getString(1));
            }
        }
        return found;
    }
}
